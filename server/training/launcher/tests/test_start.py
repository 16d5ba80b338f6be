import shutil
import signal

import pytest
from conftest import render

# The whole model, and adapters at a rate that moves them.
KINDS = {
    "whole": {"checkpoints": {"every_steps": 100}, "max_steps": 6},
    "adapters": {
        "checkpoints": {"every_steps": 100},
        "max_steps": 6,
        "lora": {"rank": 4, "alpha": 8.0},
        "training": {"learning_rate": 2.0e-02},
    },
}


@pytest.fixture(params=KINDS)
def settings(request):
    return KINDS[request.param] | {"evaluation": {"fraction": 0.2, "every_steps": 100}}


@pytest.fixture
def make_child(make_bundle):
    """Makes a bundle that trains on from the last checkpoint of another."""

    def make(parent, name="child", **sections):
        from tunix_rt_launcher.start import start_digest

        bundle = make_bundle(name, **sections)
        [step] = parent.steps()
        start = bundle.folder / "start"
        shutil.copytree(parent.folder / "checkpoints" / str(step), start / "checkpoints" / str(step))
        shutil.copytree(parent.folder / "tokenizer", start / "tokenizer")
        bundle.change(
            start={
                "model": "sums@1",
                "version": "an-id",
                "run": "a-run",
                "steps": [step],
                "path": "./start",
                "digest": start_digest(start, [step]),
            }
        )
        return bundle

    return make


def test_goes_on_from_the_weights_of_a_model(make_bundle, make_child, settings):
    parent = make_bundle("parent", **settings)
    before = parent.run()
    assert before.code == 0, before.stderr
    bundle = make_child(parent, **settings)
    after = bundle.run()
    assert after.code == 0, after.stderr
    assert "Starts from sums@1 at step 6" in after.stdout
    assert not after.of("resumed") and bundle.steps() == [6]
    learned, begun = before.metrics(), after.metrics()
    assert learned["eval/loss", 6] < learned["eval/loss", 0]
    assert begun["eval/loss", 0] == pytest.approx(learned["eval/loss", 6], rel=1e-6)
    assert begun["eval/loss", 6] < begun["eval/loss", 0]


def test_a_model_is_no_start_for_another_shape_of_it(make_bundle, make_child):
    parent = make_bundle("parent", **KINDS["adapters"])
    assert parent.run().code == 0
    failed = make_child(parent, **KINDS["adapters"] | {"lora": {"rank": 8, "alpha": 8.0}}).run()
    assert failed.code == 1 and failed.last()["kind"] == "failed"


def test_keeps_the_tokenizer_of_its_model_whatever_the_rows_say(make_bundle, make_child):
    settings = KINDS["whole"]
    parent = make_bundle("parent", **settings)
    assert parent.run().code == 0
    rows = [{"id": f"word-{n}", "prompts": render("Say a word", f"Eleemosynary {n}"), "metadata": {}} for n in range(30)]
    bundle = make_child(parent, rows=rows, **settings)
    assert bundle.run().code == 0
    read = [(folder / "tokenizer" / "tokenizer.json").read_bytes() for folder in (parent.folder, bundle.folder)]
    assert read[0] == read[1]


def test_goes_on_after_a_stop_without_what_it_started_from(make_bundle, make_child):
    settings = KINDS["whole"] | {"checkpoints": {"every_steps": 2}}
    parent = make_bundle("parent", **KINDS["whole"])
    assert parent.run().code == 0
    whole = make_child(parent, "whole", **settings).run()
    bundle = make_child(parent, "parts", **settings)
    stopped = bundle.interrupt("Step 2 of", signal.SIGTERM)
    assert stopped.code == 143, stopped.stderr
    shutil.rmtree(bundle.folder / "start")
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    assert finished.of("resumed")
    assert finished.metrics() == pytest.approx(whole.metrics(), rel=1e-5)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"digest": "0"}, "Expected checkpoints with the digest 0"),
        ({"steps": [7]}, "Expected checkpoints of step 7"),
        ({"steps": [0]}, "Expected `start.steps` to hold one step above 0, got [0]"),
        ({"steps": [3, 6]}, "Expected `start.steps` to hold one step above 0, got [3, 6]"),
        ({"weights": "mine"}, "Unknown key `start.weights`"),
    ],
)
def test_refuses_what_it_was_not_made_for(make_bundle, make_child, change, message):
    parent = make_bundle("parent")
    checkpoint = parent.folder / "checkpoints" / "6"
    checkpoint.mkdir(parents=True)
    (checkpoint / "_CHECKPOINT_METADATA").write_text('{"commit_timestamp_nsecs": 1}')
    (parent.folder / "tokenizer").mkdir()
    bundle = make_child(parent)
    bundle.change(start=change)
    failed = bundle.run()
    assert failed.code == 1
    assert message in failed.last()["error"]
