import json
import signal

import pytest
from conftest import SUMS, pack, sums, trained_row, write_rows

MANIFEST = {
    "version": "1.0",
    "runner": "tunix",
    "mode": "sft",
    "model": {"model_id": "tunix-rt/tiny"},
    "dataset": {"format": "trace", "path": "./datasets/sums.jsonl"},
    "training": {"learning_rate": 5.0e-03, "num_epochs": 30, "batch_size": 10, "max_seq_length": 128},
    "output": {"output_dir": "./output"},
}
# So high a rate that what was learned is lost again: the best is not the last.
SPOILED = {
    "optimizer": {"warmup_steps": 12},
    "training": MANIFEST["training"] | {"learning_rate": 1.0},
    "evaluation": {"fraction": 0.2, "every_steps": 4},
    "max_steps": 24,
}


@pytest.fixture
def training(tmp_path, compiled):
    def make(name="training", expected=str, **sections):
        folder = tmp_path / name
        rows = [trained_row(number) | expected_of(number, expected) for number in range(SUMS)]
        write_rows(folder / "datasets" / "sums.jsonl", rows)
        return pack(folder, MANIFEST | sections, compiled)

    return make


def expected_of(number, expected):
    return {} if expected is None else {"expected_answer": expected(sums(number)[2])}


def losses(finished, every):
    return {step: loss for (name, step), loss in finished.metrics().items() if name == "eval/loss" and step and step % every == 0}


def test_keeps_the_best_checkpoint_beside_the_newest(training):
    bundle = training(checkpoints={"every_steps": 4, "keep": 1, "keep_best": "eval/loss"}, **SPOILED)
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    measured = losses(finished, 4)
    best = min(measured, key=measured.get)
    assert best < 24, measured
    assert bundle.steps() == [best, 24]
    told = finished.of("best")
    assert (told[-1]["metric"], told[-1]["step"], told[-1]["value"]) == ("eval/loss", best, measured[best])
    assert [event["value"] for event in told] == sorted((event["value"] for event in told), reverse=True)

    without = training("without", checkpoints={"every_steps": 4, "keep": 1, "keep_best": "none"}, **SPOILED)
    assert without.run().code == 0 and without.steps() == [24]
    assert not (without.folder / "measured.json").exists()


def test_a_killed_run_still_knows_the_best(training):
    checkpoints = {"every_steps": 4, "keep": 1, "keep_best": "eval/loss"}
    whole = training("whole", checkpoints=checkpoints, **SPOILED)
    assert whole.run().code == 0
    bundle = training("parts", checkpoints=checkpoints, **SPOILED)
    killed = bundle.interrupt("Checkpoint checkpoints/16", signal.SIGKILL)
    assert killed.code == -signal.SIGKILL
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    assert finished.of("resumed") and bundle.steps() == whole.steps()


def test_asks_held_out_questions_while_it_trains(training):
    settings = {
        "evaluation": {"fraction": 0.2, "every_steps": 100, "samples_every_steps": 100, "samples_questions": 18,
                       "samples_max_new_tokens": 32},
        "checkpoints": {"every_steps": 100, "keep": 1, "keep_best": "eval/accuracy"},
        "max_steps": 200,
    }
    bundle = training(**settings)
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    metrics = finished.metrics()
    accuracy = {step: value for (name, step), value in metrics.items() if name == "eval/accuracy"}
    assert sorted(accuracy) == [0, 100, 200]
    assert accuracy[0] == 0 and accuracy[200] > 0, accuracy
    lines = [json.loads(line) for line in (bundle.folder / "probe.jsonl").read_text().splitlines()]
    assert [line["step"] for line in lines] == [step for step in (0, 100, 200) for _ in range(18)]
    right = sum(line["outcome"] == "correct" for line in lines if line["step"] == 200)
    assert accuracy[200] == pytest.approx(right / 18)
    assert metrics["eval/cut_off", 0] == sum(line["outcome"] == "cut_off" for line in lines[:18]) / 18
    held_out = finished.of("plan")[-1]["evaluation_records"]
    assert held_out == 20 and len({line["row"] for line in lines}) == 18
    assert "questions right" in finished.stdout and "expected" in finished.stdout

    # Asking changes nothing of what is learned.
    quiet = training("quiet", **settings | {"evaluation": {"fraction": 0.2, "every_steps": 100}}).run().metrics()
    assert {key: metrics[key] for key in quiet if "tokens_per_second" not in key[0]} == {
        key: value for key, value in quiet.items() if "tokens_per_second" not in key[0]
    }


def test_a_killed_run_asks_nothing_twice(training):
    settings = {
        "evaluation": {"fraction": 0.2, "samples_every_steps": 5, "samples_max_new_tokens": 8},
        "checkpoints": {"every_steps": 5, "keep": 1},
        "max_steps": 15,
    }
    whole = training("whole", **settings)
    assert whole.run().code == 0
    bundle = training("parts", **settings)
    assert bundle.interrupt("Step 10: ", signal.SIGKILL).code == -signal.SIGKILL
    with open(bundle.folder / "probe.jsonl", "a") as file:
        file.write('{"step": 15, "ro')
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    assert (bundle.folder / "probe.jsonl").read_bytes() == (whole.folder / "probe.jsonl").read_bytes()
    assert finished.metrics()["eval/accuracy", 15] == whole.run().metrics()["eval/accuracy", 15]


def test_says_when_nothing_can_be_asked(training):
    nothing = training(
        expected=None, evaluation={"fraction": 0.2, "samples_every_steps": 1}, checkpoints={"every_steps": 7, "keep": 1}, max_steps=1
    ).run()
    assert nothing.code == 0
    warnings = nothing.of("plan")[-1]["warnings"]
    assert any("None of the held-out rows has an expected answer" in warning for warning in warnings)
    unmeasured = training(
        "unmeasured", evaluation={"fraction": 0.2, "every_steps": 3},
        checkpoints={"every_steps": 7, "keep": 1, "keep_best": "eval/loss"}, max_steps=1,
    ).run()
    assert any("Not every checkpoint is measured" in warning for warning in unmeasured.of("plan")[-1]["warnings"])


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ({"evaluation": {"samples_every_steps": 5}}, "Expected held-out rows to ask"),
        ({"evaluation": {"fraction": 0.1, "samples_every_steps": 0}}, "samples_every_steps"),
        ({"checkpoints": {"every_steps": 1, "keep": 1, "keep_best": "eval/luck"}}, "keep_best"),
        (
            {"dataset": {"format": "tunix_sft", "path": "./datasets/sums.jsonl"},
             "evaluation": {"fraction": 0.1, "samples_every_steps": 5}},
            "whose rows have no expected answers",
        ),
    ],
)
def test_refuses_what_can_not_be_asked(training, sections, said):
    refused = training(**({"checkpoints": {"every_steps": 5, "keep": 1}} | sections)).run()
    assert refused.code != 0 and said in json.dumps(refused.last())
