import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from conftest import LAUNCHER


@pytest.fixture
def command() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tunix_rt_launcher.verifier"],
        cwd=LAUNCHER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        yield process
        process.kill()


def ask(command: subprocess.Popen[bytes], line: bytes) -> dict:
    command.stdin.write(line + b"\n")
    command.stdin.flush()
    return json.loads(command.stdout.readline())


def question(**fields) -> bytes:
    return json.dumps(fields).encode()


def test_answers_each_line_as_it_comes_and_ends_with_stdin(command):
    assert ask(command, question(id="a", text="Answer: 18", expected="18")) == {
        "id": "a",
        "outcome": "correct",
        "extracted": "18",
        "rule": "answer",
        "reason": "the same text",
        "tier": "text",
        "disagreement": None,
        "verifier": "answer",
        "version": 1,
    }
    assert ask(command, question(id=7, text="Answer: 18", expected="18", cut_off=True))["outcome"] == "cut_off"
    asked = {"text": "18 eggs", "expected": "18", "second": None}
    assert ask(command, question(id=None, **asked))["outcome"] == "no_answer"
    assert ask(command, question(id=None, last_number=True, **asked))["rule"] == "last_number"
    command.stdin.close()
    assert command.wait() == 0


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{not json",
        b"[1]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"id": ' + b"9" * 5000 + b"}",
        question(id=1),
        question(id=1, text="Answer: 1"),
        question(id=1, text=1, expected="1"),
        question(id=1, text="Answer: 1", expected=1),
        question(id=1, text="Answer: 1", expected="1", cut_off="yes"),
        question(id=1, text="Answer: 1", expected="1", last_number=1),
        question(id=1, text="Answer: 1", expected="1", second="another"),
        question(id=1, text="Answer: 1", expected=""),
    ],
    ids=lambda line: repr(line[:40]),
)
def test_a_bad_line_is_an_error_and_the_next_is_answered(command, line):
    bad = ask(command, line)
    assert bad["outcome"] == "error" and bad["reason"]
    assert bad["id"] == (1 if b'"id": 1' in line else None)
    assert ask(command, question(id=2, text="Answer: 1", expected="1"))["outcome"] == "correct"


def test_text_that_utf8_lacks_passes_through(command):
    verdict = ask(command, question(id="\ud83d", text="Answer: \ud83d é 漢", expected="5"))
    assert (verdict["id"], verdict["extracted"], verdict["outcome"]) == ("\ud83d", "\ud83d é 漢", "wrong")


def test_a_last_line_without_its_end_is_answered(command):
    output, _ = command.communicate(question(id=1, text="Answer: 1", expected="1"))
    assert json.loads(output)["outcome"] == "correct"
