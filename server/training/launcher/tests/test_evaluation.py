import hashlib
import json
import os
import shutil
import signal

import pytest
from conftest import SUMS, Bundle, pack, sums, write_rows

SAMPLED = {"samples": 4, "temperature": 0.7, "max_new_tokens": 32, "batch_size": 20, "seed": 3}


def question(number):
    left, right, total = sums(number)
    return {
        "prompt": [{"role": "user", "content": f"What is {left} plus {right}?"}],
        "expected_answer": str(total),
        "id": f"trace-{number}",
        "trace_steps": [f"{left} + {right} = {total}"],
        "final_answer": str(total),
    }


@pytest.fixture
def evaluation(tmp_path, compiled):
    """Makes bundles that evaluate a training."""

    def make(training, name="evaluation", rows=None, steps=(0, 60, 120, 180), sampling=None, **sections):
        from tunix_rt_launcher.start import start_digest

        folder = tmp_path / name
        questions = folder / "datasets" / "questions.jsonl"
        write_rows(questions, [question(number) for number in range(SUMS)] if rows is None else rows)
        before = training.manifest()
        for step in steps:
            if step:
                shutil.copytree(training.folder / "checkpoints" / str(step), folder / "start" / "checkpoints" / str(step))
        shutil.copytree(training.folder / "tokenizer", folder / "start" / "tokenizer")
        digest = start_digest(folder / "start", [step for step in steps if step])
        manifest = {
            "version": "1.0",
            "runner": "tunix",
            "mode": "evaluate",
            "model": before["model"],
            "start": {"run": "a-run", "steps": list(steps), "path": "./start", "digest": digest},
            "dataset": {"format": "questions", "path": "./datasets/questions.jsonl"},
            "output": {"output_dir": "./output"},
            "data": {"sha256": hashlib.sha256(questions.read_bytes()).hexdigest(), "digest": "0", "count": None},
            "sampling": {"max_new_tokens": 32, "batch_size": 20} | (sampling or {}),
            "prompt": before.get("prompt", {}),
            "seed": before.get("seed", 0),
            "lora": before.get("lora"),
        } | sections
        return pack(folder, manifest, compiled)

    return make


def lines(bundle, name="samples.jsonl"):
    return [json.loads(line) for line in (bundle.folder / name).read_text().splitlines()]


def test_asks_base_and_checkpoints_in_one_process_and_sees_them_learn(trained, evaluation):
    bundle = evaluation(trained)
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    assert finished.last()["kind"] == "done" and finished.last()["step"] == 4 * SUMS
    assert finished.of("plan_evaluation")[0] | {"at": None} == {
        "at": None,
        "kind": "plan_evaluation",
        "rows": SUMS,
        "left_out": {},
        "steps": [0, 60, 120, 180],
        "samples": 1,
        "total": 400,
        "prompt_tokens": 32,
        "max_new_tokens": 32,
        "batch_size": 20,
        "warnings": [],
    }
    assert finished.of("oracle")[0]["correct"] == SUMS
    samples = lines(bundle)
    assert [(each["step"], each["row"], each["index"]) for each in samples] == [
        (step, row, 0) for step in (0, 60, 120, 180) for row in range(SUMS)
    ]
    accuracy = {
        step: sum(each["outcome"] == "correct" for each in samples if each["step"] == step) / SUMS
        for step in (0, 60, 120, 180)
    }
    assert accuracy[0] == 0 and accuracy[180] > accuracy[60] and accuracy[180] > 0.2, accuracy
    told = finished.of("evaluated")
    assert [each["step"] for each in told] == [0, 60, 120, 180]
    losses = [each["expected_loss"] / each["expected_tokens"] for each in told]
    assert losses[3] < losses[0]
    assert all(each["samples"] == SUMS and each["seconds"] > 0 for each in told)
    assert len(lines(bundle, "losses.jsonl")) == 4 * SUMS
    for each in samples:
        if each["finish"] == "length":
            assert each["outcome"] == "cut_off" and each["answer"] is None and each["tokens"] == 32
    summary = json.loads((bundle.folder / "output" / "summary.json").read_text())
    assert summary["steps"][3]["outcomes"]["correct"] == round(accuracy[180] * SUMS)


def test_says_what_a_plain_forward_pass_and_another_reckoning_say(trained, evaluation):
    """An independent script: the model loaded from its checkpoint, tokens chosen one by one without a cache."""
    bundle = evaluation(trained, steps=(0, 180), rows=[question(number) for number in (3, 42, 77)])
    assert bundle.run().code == 0
    got = [each for each in lines(bundle) if each["step"] == 180]
    expected = greedy_by_forward_passes(trained, 180, [3, 42, 77])
    assert [each["completion"] for each in got] == [text for text, _, _ in expected]
    for each, (_, logprob, loss) in zip(got, expected, strict=True):
        assert each["mean_logprob"] == pytest.approx(logprob, abs=2e-5)
    measured = [each for each in lines(bundle, "losses.jsonl") if each["step"] == 180]
    assert [each["loss"] for each in measured] == pytest.approx([loss for _, _, loss in expected], rel=1e-4)


def greedy_by_forward_passes(trained, step, numbers):
    import jax
    import numpy
    import orbax.checkpoint
    from flax import nnx
    from transformers import AutoTokenizer
    from tunix.sft.utils import build_positions_from_mask, make_causal_attn_mask
    from tunix_rt_launcher.tiny import create_tiny_model

    tokenizer = AutoTokenizer.from_pretrained(trained.folder / "tokenizer")
    module, _ = create_tiny_model(len(tokenizer), trained.manifest().get("seed", 0), jax.numpy.dtype("float32"))
    state = nnx.state(module)
    with orbax.checkpoint.PyTreeCheckpointer() as checkpointer:
        nnx.update(
            module,
            checkpointer.restore(
                (trained.folder / "checkpoints" / str(step) / "model_params").resolve(),
                args=orbax.checkpoint.args.PyTreeRestore(
                    item=state, restore_args=orbax.checkpoint.checkpoint_utils.construct_restore_args(state)
                ),
            ),
        )

    def log_probabilities(tokens):
        ids = numpy.array([tokens], numpy.int32)
        mask = numpy.ones_like(ids, bool)
        logits, _ = module(ids, build_positions_from_mask(mask), None, make_causal_attn_mask(mask))
        return numpy.asarray(jax.nn.log_softmax(logits[0].astype("float32")))

    end = tokenizer.convert_tokens_to_ids("<end_of_turn>")
    found = []
    for number in numbers:
        left, right, total = sums(number)
        prompt = tokenizer.encode(
            f"<bos><start_of_turn>user\nWhat is {left} plus {right}?<end_of_turn>\n<start_of_turn>model\n",
            add_special_tokens=False,
        )
        tokens, chosen = [], []
        while len(tokens) < 32:
            last = log_probabilities(prompt + tokens)[-1]
            token = int(last.argmax())
            if token == end:
                break
            tokens.append(token)
            chosen.append(float(last[token]))
        text = f"Reasoning:\n1. {left} + {right} = {total}\nAnswer: {total}"
        answer = [*tokenizer.encode(text, add_special_tokens=False), end]
        of_answer = log_probabilities(prompt + answer)
        loss = -sum(of_answer[len(prompt) - 1 + place][token] for place, token in enumerate(answer))
        found.append((tokenizer.decode(tokens), sum(chosen) / len(chosen), float(loss)))
    return found


def test_draws_the_same_file_with_the_same_seed_and_goes_on_to_it_when_killed(trained, evaluation):
    whole = evaluation(trained, "whole", steps=(0, 180), sampling=SAMPLED)
    finished = whole.run()
    assert finished.code == 0, finished.stderr
    samples = lines(whole)
    assert len(samples) == 2 * 4 * SUMS
    # Samples of a question differ, and equal answers are found.
    learned = [each for each in samples if each["step"] == 180]
    assert len({each["completion"] for each in learned if each["row"] == 5}) > 1
    for each in learned:
        if each["same_as"] is not None:
            first = next(s for s in learned if s["row"] == each["row"] and s["index"] == each["same_as"])
            assert first["answer"] is not None and each["same_as"] <= each["index"]

    other = evaluation(trained, "other", steps=(0, 180), sampling=SAMPLED | {"seed": 4})
    assert other.run().code == 0
    assert lines(other) != samples

    bundle = evaluation(trained, "parts", steps=(0, 180), sampling=SAMPLED)
    killed = bundle.interrupt("Step 0:", signal.SIGKILL)
    assert killed.code == -signal.SIGKILL
    # Torn within the line that was being written.
    path = bundle.folder / "samples.jsonl"
    os.truncate(path, path.stat().st_size - 25)
    stopped = bundle.interrupt("Resumed after", signal.SIGTERM)
    assert stopped.code == 143, stopped.stderr
    assert stopped.last()["kind"] == "cancelled" and stopped.last()["step"] >= 399
    moved = bundle.folder.with_name("elsewhere")
    bundle.folder.rename(moved)
    again = Bundle(moved, bundle.environment).run()
    assert again.code == 0, again.stderr
    for name in ("samples.jsonl", "losses.jsonl"):
        assert (moved / name).read_bytes() == (whole.folder / name).read_bytes()


def test_base_of_adapters_is_the_untouched_model(adapted, evaluation):
    bundle = evaluation(adapted, steps=(0, 20), rows=[question(number) for number in range(20)])
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    base, tuned = finished.of("evaluated")
    assert tuned["expected_loss"] < base["expected_loss"]


def test_leaves_out_and_tells_what_can_not_be_asked(trained, evaluation):
    rows = [
        question(1),
        question(2) | {"expected_answer": " "},
        {"prompt": [], "expected_answer": "3", "id": "none"},
        {"prompt": [{"role": "user", "content": "Is <end_of_turn> an end?"}], "expected_answer": "3"},
        {"prompt": [{"role": "user", "content": "long " * 10_000}], "expected_answer": "3"},
        "no json",
        '{"prompt": [{"role": "user", "content": "\\ud800"}], "expected_answer": "3"}',
        {"prompt": [{"role": "assistant", "content": "Hi"}], "expected_answer": "3"},
        question(4),
    ]
    bundle = evaluation(trained, steps=(180,), rows=rows)
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    assert [each["row"] for each in lines(bundle)] == [0, 8]
    reasons = {each["row"]: each["reason"] for each in finished.of("dropped")}
    assert reasons == {
        2: "no_expected_answer",
        3: "no_turns",
        4: "forged_turn",
        5: "too_long",
        6: "invalid_json",
        7: "invalid_text",
        8: "no_turns",
    }
    assert finished.of("plan_evaluation")[0]["left_out"]["no_turns"] == 2


def test_refuses_another_start_and_other_settings(trained, evaluation):
    bundle = evaluation(trained, steps=(180,), rows=[question(1)])
    assert bundle.run().code == 0
    bundle.change(sampling={"seed": 9})
    refused = bundle.run()
    assert refused.code == 1 and "`sampling.seed` from 0 to 9" in refused.last()["error"]
    bundle.change(sampling={"seed": 0})
    changed = bundle.folder / "start" / "tokenizer" / "tokenizer.json"
    changed.write_bytes(changed.read_bytes() + b" ")
    refused = bundle.run()
    assert refused.code == 1 and "they are not those that the manifest was made for" in refused.last()["error"]
    shutil.rmtree(bundle.folder / "start")
    refused = bundle.run()
    assert refused.code == 1 and "checkpoints of step 180" in refused.last()["error"]


def test_evaluates_a_model_as_it_comes(trained, evaluation):
    bundle = evaluation(trained, steps=(0,), rows=[question(1), question(2)], start=None)
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    assert [each["step"] for each in lines(bundle)] == [0, 0]
