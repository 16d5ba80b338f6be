"""The command: a question a line on stdin, its verdict a line on stdout, until stdin ends."""

import json
import sys
from dataclasses import asdict
from typing import Any, BinaryIO, TextIO

from .verdict import ERROR, NAME, VERSION, Verdict, shown
from .verify import verify

REQUIRED = {"text": str, "expected": str}
OPTIONAL = {"cut_off": bool, "last_number": bool, "second": (str, type(None))}


class QuestionError(ValueError):
    """A line that asks nothing that can be answered."""


def answer_lines(questions: BinaryIO, verdicts: TextIO) -> None:
    """Answers every line, blank ones too, so that the nth verdict is that of the nth line."""
    for line in questions:
        id, verdict = _answer(line)
        answer = {"id": id, **asdict(verdict), "verifier": NAME, "version": VERSION}
        verdicts.write(json.dumps(answer) + "\n")
        verdicts.flush()


def main() -> None:
    try:
        answer_lines(sys.stdin.buffer, sys.stdout)
    except BrokenPipeError:
        # Nobody reads the verdicts; the interpreter would fail again as it closes stdout.
        sys.stdout = None


def _answer(line: bytes) -> tuple[Any, Verdict]:
    id = None
    try:
        question = _parse(line)
        id = question.get("id")
        _check(question)
        return id, verify(
            question["text"],
            question["expected"],
            is_cut_off=question.get("cut_off", False),
            takes_last_number=question.get("last_number", False),
            second=question.get("second"),
        )
    except Exception as error:
        return id, Verdict(ERROR, reason=shown(str(error) or type(error).__name__, 300))


def _parse(line: bytes) -> dict[str, Any]:
    try:
        question = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise QuestionError(f"Expected a JSON object, got a line that is no JSON: {error}") from error
    if not isinstance(question, dict):
        raise QuestionError(f"Expected a JSON object, got {type(question).__name__}")
    return question


def _check(question: dict[str, Any]) -> None:
    for key, kind in REQUIRED.items():
        if not isinstance(question.get(key), kind):
            raise QuestionError(f"Expected `{key}` to be a text, got {type(question.get(key)).__name__}")
    for key, kind in OPTIONAL.items():
        if key in question and not isinstance(question[key], kind):
            raise QuestionError(f"Expected `{key}` to be of another kind, got {type(question[key]).__name__}")
