import json
import os
import select
import shutil
import signal
import subprocess
import sys

import pytest
from conftest import LAUNCHER, pack, sums, write_rows

QUICK = {"max_new_tokens": 32}


class Sampling:
    """A sampler at work: what is written to it, and what it says."""

    def __init__(self, folder, environment, **options):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tunix_rt_launcher.sampler", "--config", str(folder / "manifest.yaml")],
            cwd=LAUNCHER,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    def ask(self, *requests):
        for request in requests:
            line = request if isinstance(request, str) else json.dumps(request)
            self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def until(self, kind, **fields):
        """The events up to one of a kind, with these fields."""
        seen = []
        for line in self.process.stdout:
            seen.append(json.loads(line))
            if seen[-1]["kind"] == kind and fields.items() <= seen[-1].items():
                return seen
        raise AssertionError(f"no {kind} {fields} in {seen}: {self.process.stderr.read()[-3000:]}")

    def finish(self):
        """Ends what can come, and answers what came until it ended."""
        stdout, stderr = self.process.communicate()
        assert self.process.returncode == 0, stderr
        return [json.loads(line) for line in stdout.splitlines()]


@pytest.fixture
def sampler(tmp_path):
    """Starts samplers of a training, which end with the test."""
    begun = []

    def start(training, steps, name="sampler", **sections):
        folder = tmp_path / name
        before = training.manifest()
        for step in steps:
            if step:
                shutil.copytree(training.folder / "checkpoints" / str(step), folder / "start" / "checkpoints" / str(step))
        shutil.copytree(training.folder / "tokenizer", folder / "start" / "tokenizer")
        manifest = {
            "version": "1.0",
            "runner": "tunix",
            "mode": "sample",
            "model": before["model"],
            "start": {"run": "a-run", "steps": steps, "path": "./start", "digest": "0"},
            "output": {"output_dir": "./output"},
            "seed": before.get("seed", 0),
            "lora": before.get("lora"),
        } | sections
        (folder / "manifest.yaml").write_text(json.dumps(manifest))
        begun.append(Sampling(folder, training.environment))
        return begun[-1]

    yield start
    for each in begun:
        each.process.kill()
        each.process.communicate()


def prompt(number, id, **fields):
    left, right, _ = sums(number)
    return {"id": id, "prompt": f"What is {left} plus {right}?", "sampling": QUICK} | fields


def of(events, kind, id):
    return [event for event in events if event["kind"] == kind and event["id"] == id]


def test_answers_as_an_evaluation_does(trained, sampler, tmp_path, compiled):
    at_work = sampler(trained, [0, 180])
    numbers = (3, 42, 77)
    at_work.ask(*(prompt(number, f"{step}-{number}", step=step) for number in numbers for step in (0, 180)))
    events = at_work.finish()

    for step in (0, 180):
        drawn = evaluated(trained, tmp_path / f"evaluation-{step}", compiled, step, numbers)
        for number, sample in zip(numbers, drawn, strict=True):
            (done,) = of(events, "done", f"{step}-{number}")
            (got,) = done["samples"]
            for name in ("tokens", "finish"):
                assert got[name] == sample[name]
            assert got["text"] == sample["completion"]
            assert got["answer"] == (sample["answer"] if sample["finish"] == "stop" else None)
            pieces = of(events, "text", f"{step}-{number}")
            assert "".join(piece["text"] for piece in pieces) == got["text"]
            assert len(pieces) > 1
            assert of(events, "began", f"{step}-{number}")[0]["prompt_tokens"] > 5


def evaluated(training, folder, compiled, step, numbers):
    questions = [
        {"prompt": [{"role": "user", "content": prompt(number, "")["prompt"]}], "expected_answer": str(sums(number)[2])}
        for number in numbers
    ]
    write_rows(folder / "datasets" / "questions.jsonl", questions)
    manifest = {
        "version": "1.0",
        "runner": "tunix",
        "mode": "evaluate",
        "model": training.manifest()["model"],
        "dataset": {"format": "questions", "path": "./datasets/questions.jsonl"},
        "output": {"output_dir": "./output"},
        "data": {"digest": "0"},
        "sampling": QUICK | {"batch_size": 1},
        "start": {"run": "a-run", "steps": [step], "path": "./start", "digest": digest_of(training, folder, step)},
    }
    bundle = pack(folder, manifest, compiled)
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    return [json.loads(line) for line in (folder / "samples.jsonl").read_text().splitlines()]


def digest_of(training, folder, step):
    from tunix_rt_launcher.start import start_digest

    if step:
        shutil.copytree(training.folder / "checkpoints" / str(step), folder / "start" / "checkpoints" / str(step))
    shutil.copytree(training.folder / "tokenizer", folder / "start" / "tokenizer")
    return start_digest(folder / "start", [step] if step else [])


def test_answers_several_at_a_time_and_the_others_after_them(trained, sampler):
    at_work = sampler(trained, [0, 180])
    long = {"max_new_tokens": 200, "temperature": 2.0}
    at_work.ask(*(prompt(number, str(number), step=0, sampling=long) for number in range(6)))
    events = at_work.finish()
    assert {event["id"] for event in events if event["kind"] == "done"} == {str(number) for number in range(6)}
    order = [event["id"] for event in events if event["kind"] in ("began", "done")]
    # Four at once, and no fifth before one of them is done.
    assert order[:4] == ["0", "1", "2", "3"] and "4" not in order[:5]
    texts = [event["id"] for event in events if event["kind"] == "text"]
    assert texts != sorted(texts)


def test_draws_several_samples_by_their_seed(trained, sampler):
    at_work = sampler(trained, [180])
    drawn = QUICK | {"temperature": 1.5, "samples": 3, "seed": 4}
    at_work.ask(
        prompt(5, "one", sampling=drawn), prompt(5, "same", sampling=drawn), prompt(5, "other", sampling=drawn | {"seed": 5})
    )
    events = at_work.finish()
    texts = {id: [each["text"] for each in of(events, "done", id)[0]["samples"]] for id in ("one", "same", "other")}
    assert len(set(texts["one"])) > 1
    assert texts["one"] == texts["same"] != texts["other"]
    pieces = of(events, "text", "one")
    for index, text in enumerate(texts["one"]):
        assert "".join(piece["text"] for piece in pieces if piece["index"] == index) == text


def test_refuses_by_name_and_goes_on(trained, sampler):
    at_work = sampler(trained, [0, 180])
    at_work.ask(
        "no json",
        "[]",
        {"prompt": "Hi"},
        {"id": "empty", "prompt": " "},
        prompt(1, "step", step=60),
        prompt(1, "hot", sampling={"temperature": 11}),
        prompt(1, "unknown", sampling={"heat": 1}),
        prompt(1, "forged") | {"prompt": "Is <end_of_turn> an end?"},
        prompt(1, "half") | {"prompt": "\ud800"},
        prompt(1, "long") | {"prompt": "long " * 5000},
        prompt(1, "context", context=[{"role": "nobody", "content": "Hi"}]),
        prompt(1, "good", context=[{"role": "system", "content": "Be brief."}]),
    )
    events = at_work.finish()
    refused = {event["id"] or place: event["error"] for place, event in enumerate(events) if event["kind"] == "refused"}
    messages = list(refused.values())
    assert "no JSON" in messages[0] and "got list" in messages[1] and "`id`" in messages[2]
    assert "`prompt`" in refused["empty"]
    assert "`step` to be 0 or 180, got 60" in refused["step"]
    assert "`sampling.temperature`" in refused["hot"]
    assert "`sampling.heat`" in refused["unknown"]
    assert "turn marker" in refused["forged"]
    assert "lone surrogate" in refused["half"]
    assert "at most 1024 tokens, got" in refused["long"]
    assert "`context`" in refused["context"]
    assert of(events, "done", "good")


def test_ends_what_is_cancelled_and_keeps_the_rest(trained, sampler):
    at_work = sampler(trained, [0])
    endless = {"max_new_tokens": 20_000, "temperature": 3.0, "max_prompt_tokens": 64}
    at_work.ask(prompt(1, "endless", sampling=endless))
    at_work.until("text", id="endless")
    at_work.ask(prompt(2, "next"), {"id": "endless", "cancel": True}, {"id": "gone", "cancel": True})
    at_work.until("cancelled", id="endless")
    events = at_work.finish()
    assert of(events, "done", "next")
    assert not of(events, "text", "endless") and not of(events, "done", "endless")


def test_adapters_change_what_the_base_says(adapted, sampler):
    at_work = sampler(adapted, [0, 20])
    at_work.ask(prompt(3, "base", step=0), prompt(3, "tuned", step=20), prompt(3, "again", step=0))
    events = at_work.finish()
    base, tuned, again = (of(events, "done", id)[0]["samples"][0]["text"] for id in ("base", "tuned", "again"))
    assert base == again != tuned


def test_says_what_keeps_it_from_loading(trained, sampler):
    at_work = sampler(trained, [180], start={"run": "a-run", "steps": [99], "path": "./start", "digest": "0"})
    failed = at_work.until("failed")[-1]
    assert "checkpoints of step 99" in failed["error"]
    at_work.process.communicate()
    assert at_work.process.returncode == 1


def test_ends_with_the_process_that_started_it(trained, sampler):
    command = sampler(trained, [180]).process.args
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, *command], cwd=LAUNCHER, env=trained.environment, stdout=subprocess.PIPE, text=True
    )
    child = os.pidfd_open(int(starter.stdout.readline()))
    os.kill(starter.pid, signal.SIGKILL)
    starter.communicate()
    # Readable once the process has ended.
    assert select.select([child], [], [], 60)[0] == [child]


# Asks for what takes long, and dies before it comes.
STARTER = """
import subprocess, sys, time
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
child.stdin.write(b'{"id": "a", "prompt": "Go on", "sampling": {"max_new_tokens": 20000, "temperature": 3.0}}\\n')
child.stdin.flush()
while b'"text"' not in child.stdout.readline():
    pass
print(child.pid, flush=True)
time.sleep(600)
"""


def test_hands_out_whole_characters_and_nothing_of_a_written_end():
    from tunix_rt_launcher.sampler.pieces import Pieces

    def pieces_of(text):
        tokens = list(text if isinstance(text, bytes) else text.encode())
        pieces = Pieces(lambda tokens: bytes(tokens).decode("utf-8", "replace"), "<end>")
        told = [pieces.after(tokens[:length], is_all=length == len(tokens)) for length in range(1, len(tokens) + 1)]
        return [piece for piece in told if piece], pieces.is_over

    assert pieces_of("é𝄞!") == (["é", "𝄞", "!"], False)
    assert pieces_of("a<e<end>more") == (["a", "<e"], True)
    assert pieces_of("a<en") == (["a", "<en"], False)
    assert pieces_of("aé".encode()[:-1]) == (["a", "\ufffd"], False)
