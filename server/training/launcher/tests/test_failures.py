"""Every failure is an event with what to do, a traceback on stderr, and exit code 1."""

import pytest
from conftest import render, row

# Far over 128 tokens, however the tokenizer that is made of it merges them.
LONG = " ".join(str(number * number) for number in range(500))


@pytest.mark.parametrize(
    ("sections", "error", "hint"),
    [
        ({"data": {"sha256": "0" * 64}}, "Expected sums-v1.jsonl with the SHA-256 000", None),
        ({"data": {"count": 49}}, "Expected 49 rows in sums-v1.jsonl, got 50", None),
        (
            {"dataset": {"path": "./datasets/gone.jsonl"}},
            "found none: `dataset.path` is relative",
            None,
        ),
        (
            {"evaluation": {"path": "./gone.jsonl"}},
            "found none: `evaluation.path` is relative",
            None,
        ),
        (
            {"training": {"batch_size": 64}},
            "got 50 usable rows (none dropped)",
            "Lower training.batch_size",
        ),
        (
            {"rows": [{"id": str(number), "prompts": render("Hi", LONG)} for number in range(50)]},
            "got 0 usable rows (50 too_long)",
            "raise training.max_seq_length",
        ),
        ({"mesh": {"shape": [4, 2]}}, "requires 8 devices, but found 1", "mesh.shape"),
        (
            {"optimizer": {"warmup_steps": 99}},
            "Expected `optimizer.warmup_steps` below the run's 36 steps",
            None,
        ),
        ({"seeds": 1}, "Unknown key `seeds`", None),
        (
            {"output": {"output_dir": "./" + 256 * "x"}},
            "Expected `output.output_dir` to be a folder that can be written",
            None,
        ),
        (
            {
                "model": {"model_id": "google/gemma-3-270m-it"},
                "source": {"kind": "local", "path": "./gone"},
            },
            "Expected `source.path` to be a folder with a model",
            None,
        ),
        (
            {"model": {"model_id": "google/gemma-3-270m-it"}},
            "LocalEntryNotFound",
            "source.kind: local",
        ),
        (
            {
                "model": {"model_id": "google/gemma-2-2b-it"},
                "source": {"kind": "kaggle", "path": "google/gemma-2/x"},
            },
            "Expected KAGGLE_USERNAME and KAGGLE_KEY in the environment",
            "accept the model's licence on Kaggle",
        ),
    ],
)
def test_names_the_reason(make_bundle, sections, error, hint):
    finished = make_bundle(**sections).run()
    assert finished.code == 1
    failed = finished.last()
    assert failed["kind"] == "failed" and error in failed["error"]
    assert (failed["hint"] is None) if hint is None else (hint in (failed["hint"] or ""))
    assert "Traceback" in finished.stderr and "Failed: " in finished.stdout


def test_names_an_architecture_that_tunix_does_not_have(make_bundle):
    bundle = make_bundle(model={"model_id": "acme/rocket-7b"}, source={"kind": "local", "path": "./model"})
    (bundle.folder / "model").mkdir()
    from tunix_rt_launcher.gemma_turns import END, START
    from tunix_rt_launcher.tiny import build_tokenizer

    build_tokenizer([row(number)["prompts"] for number in range(50)], (START, END), bundle.folder / "model")
    failed = bundle.run().last()
    assert "Could not determine model family" in failed["error"] and "google/gemma-3-270m-it" in failed["hint"]


def test_says_that_tunix_is_missing(make_bundle):
    bundle = make_bundle()
    stub = bundle.folder / "stub" / "tunix"
    stub.mkdir(parents=True)
    (stub / "__init__.py").write_text('raise ModuleNotFoundError("No module named \'tunix\'", name="tunix")')
    finished = bundle.run(PYTHONPATH=str(stub.parent))
    assert finished.code == 1
    assert "No module named 'tunix'" in finished.last()["error"]
    assert "pip install -r requirements.txt" in finished.last()["hint"]


def test_says_that_the_manifest_is_no_yaml(make_bundle):
    bundle = make_bundle()
    (bundle.folder / "manifest.yaml").write_text("version: [1")
    finished = bundle.run()
    assert finished.code == 1 and "Expected manifest.yaml to be YAML" in finished.last()["error"]


def test_refuses_a_slice_of_several_hosts(make_bundle):
    finished = make_bundle().run(TPU_WORKER_HOSTNAMES="a,b")
    assert finished.code == 1 and "Expected a single host, got 2 (a, b)" in finished.last()["error"]


def test_refuses_to_resume_with_other_rows(make_bundle):
    bundle = make_bundle(max_steps=2)
    assert bundle.run().code == 0
    bundle.change(training={"batch_size": 8}, max_steps=4)
    finished = bundle.run()
    assert finished.code == 1
    assert "`training.batch_size` from 4 to 8" in finished.last()["error"]
