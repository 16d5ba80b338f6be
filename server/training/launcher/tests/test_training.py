import json
import signal

import pytest

SETTINGS = {
    "evaluation": {"fraction": 0.1, "every_steps": 8},
    "optimizer": {"schedule": "cosine", "warmup_steps": 3, "gradient_accumulation_steps": 2, "max_grad_norm": 0.01},
    "checkpoints": {"every_steps": 6, "keep": 2},
    "training": {"num_epochs": 5},
}


def test_trains_and_tells_what_it_does(make_bundle, tmp_path):
    bundle = make_bundle(evaluation={"fraction": 0.1, "every_steps": 12}, checkpoints={"every_steps": 15})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    finished = bundle.run(cwd=elsewhere)
    assert finished.code == 0, finished.stderr

    phases = [event["name"] for event in finished.of("phase")]
    assert phases[:6] == ["tokenizer", "data", "model", "compile", "evaluate", "compile"]
    assert phases[6:] == ["train", "evaluate", "train", "evaluate", "train", "evaluate", "save"]
    plan = finished.of("plan")[-1]
    assert (
        plan["max_steps"],
        plan["steps_per_epoch"],
        plan["records"],
        plan["evaluation_records"],
    ) == (33, 11, 45, 5)
    assert (plan["remainder"], plan["dropped"], plan["warnings"]) == (1, {}, [])
    assert plan["parameters"] == plan["trainable_parameters"] > 100_000
    assert [event["step"] for event in finished.of("progress")][-1] == 33
    assert finished.last() | {"at": None} == {
        "at": None,
        "kind": "done",
        "step": 33,
        "max_steps": 33,
    }

    metrics = finished.metrics()
    assert [step for name, step in metrics if name == "train/loss"] == list(range(1, 34))
    assert [step for name, step in metrics if name == "eval/loss"] == [0, 12, 24, 33]
    assert metrics["train/loss", 33] < metrics["train/loss", 1] / 2
    assert metrics["eval/loss", 33] < metrics["eval/loss", 0] / 2
    assert metrics["train/learning_rate", 33] == pytest.approx(5e-3)
    assert {"train/perplexity", "train/grad_norm", "eval/perplexity"} <= {name for name, _ in metrics}

    checkpoints = finished.of("checkpoint")
    assert [event["step"] for event in checkpoints] == [15, 30, 33] == bundle.steps()
    assert checkpoints[-1]["path"] == "checkpoints/33" and not checkpoints[-1]["lora"]
    assert checkpoints[-1]["size_bytes"] > 4 * checkpoints[-1]["parameters"]
    summary = json.loads((bundle.folder / "output" / "summary.json").read_text())
    assert summary["step"] == 33 and summary["metrics"]["eval/loss"] == metrics["eval/loss", 33]
    assert (bundle.folder / "output" / "tokenizer" / "tokenizer.json").is_file()
    assert "Step 33 of 33: train loss" in finished.stdout and "absl" not in finished.stdout
    assert "training loss" not in finished.stderr

    again = bundle.run()
    assert again.code == 0 and "Already complete at step 33" in again.stdout
    assert again.last()["kind"] == "done" and again.last()["already_complete"]
    assert len(again.of("checkpoint")) == 3


@pytest.mark.parametrize("more", [{}, {"data": {"packing": True}, "training": {"num_epochs": 9}}], ids=["alone", "packed"])
def test_goes_on_exactly_where_it_was_stopped(make_bundle, more):
    settings = SETTINGS | more
    whole = make_bundle("whole", **settings).run()
    bundle = make_bundle("parts", **settings)
    stopped = bundle.interrupt("Step 8 of", signal.SIGTERM, times=2)
    assert stopped.code == 143, stopped.stderr
    step = stopped.last()["step"]
    assert stopped.last()["kind"] == "cancelled" and 8 <= step < whole.last()["step"]
    assert step == bundle.steps()[-1] == stopped.of("checkpoint")[-1]["step"]

    every = SETTINGS["checkpoints"]["every_steps"]
    killed = bundle.interrupt(f"Checkpoint checkpoints/{(step // every + 1) * every}", signal.SIGKILL)
    assert killed.code == -signal.SIGKILL and killed.of("resumed")[-1]["step"] == step
    committed = bundle.steps()[-1]

    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    assert [event["step"] for event in finished.of("resumed")] == [
        step,
        committed,
    ] and committed > step
    expected, got = whole.metrics(), finished.metrics()
    # The norm that is told is the one before it is limited.
    assert expected["train/grad_norm", 1] > SETTINGS["optimizer"]["max_grad_norm"]
    assert expected.keys() <= got.keys()
    assert {key: got[key] for key in expected} == pytest.approx(expected, rel=1e-5)


def test_stops_at_once_while_nothing_can_be_lost(make_bundle):
    stopped = make_bundle().interrupt("Tokenizer with", signal.SIGINT)
    assert stopped.code == 143
    assert stopped.last()["kind"] == "cancelled" and stopped.last()["step"] == 0
    assert not stopped.of("metric")


def test_evaluation_weighs_every_token_alike(make_bundle, tmp_path):
    from conftest import render, row, write_rows

    settings = {"max_steps": 1, "training": {"batch_size": 4}}
    held_out = [
        row(0),
        row(1),
        row(2),
        row(3),
        {"id": "long", "prompts": render("Hi", "What plus " * 12)},
    ]
    losses = []
    for name, rows in (("a", held_out), ("b", held_out[::-1])):
        bundle = make_bundle(name, evaluation={"path": "held-out.jsonl"}, **settings)
        write_rows(bundle.folder / "held-out.jsonl", rows)
        finished = bundle.run()
        assert finished.of("plan")[-1]["evaluation_records"] == 5
        losses.append(finished.metrics()["eval/loss", 1])
    assert losses[0] == pytest.approx(losses[1], rel=1e-5)


def test_evaluation_of_packed_rows_gives_the_same_number(make_bundle):
    settings = {"evaluation": {"fraction": 0.3, "every_steps": 100}, "max_steps": 1}
    alone = make_bundle("alone", **settings).run()
    packed = make_bundle("packed", data={"packing": True}, **settings).run()
    plans = [finished.of("plan")[-1] for finished in (alone, packed)]
    assert [plan["evaluation_records"] for plan in plans] == [15, 15]
    assert [plan["sequences"] for plan in plans] == [32, 18]
    assert packed.metrics()["eval/loss", 0] == pytest.approx(alone.metrics()["eval/loss", 0], rel=1e-6)


def test_tells_where_time_and_memory_go(make_bundle):
    bundle = make_bundle(evaluation={"fraction": 0.1, "every_steps": 12}, checkpoints={"every_steps": 15})
    last = bundle.run().of("throughput")[-1]
    made = [json.loads(line)["prompts"] for line in open(bundle.folder / "datasets" / "sums-v1.jsonl")]
    assert last["step"] == 33 and 0 < last["tokens"] < last["computed_tokens"]
    assert last["tokens"] < sum(map(len, made)) * 3
    assert {"start", "compile", "step", "evaluation", "checkpoint"} == last["seconds"].keys()
    assert all(seconds > 0 for seconds in last["seconds"].values())
    assert 0 < last["seconds"]["start"] < last["first_step_seconds"] < sum(last["seconds"].values())
    assert last["peak_memory_bytes"] > 100e6
    assert not (bundle.folder / "compiled").exists()


def test_keeps_what_it_compiles_beside_itself(make_bundle):
    bundle = make_bundle(max_steps=2)
    bundle.environment.pop("JAX_COMPILATION_CACHE_DIR")
    assert bundle.run().code == 0
    kept = {path.name for path in (bundle.folder / "compiled").iterdir()}
    assert kept
    (bundle.folder / "checkpoints").rename(bundle.folder / "first")
    again = bundle.run()
    assert again.code == 0
    assert {path.name for path in (bundle.folder / "compiled").glob("*-cache")} <= kept


def test_trains_alike_on_several_devices(make_bundle):
    settings = {"max_steps": 6}
    one = make_bundle("one", **settings).run()
    bundle = make_bundle("four", mesh={"shape": [2, 2]}, **settings)
    four = bundle.run(XLA_FLAGS="--xla_force_host_platform_device_count=4")
    assert four.code == 0, four.stderr
    assert four.metrics() == pytest.approx(one.metrics(), rel=1e-3)
