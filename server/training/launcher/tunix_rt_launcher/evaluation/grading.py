"""What becomes of a completion, as a line of samples.jsonl."""

import math
from typing import TYPE_CHECKING, Any

from ..fields import Values
from ..verifier.equality import compare
from ..verifier.plain import plain
from ..verifier.verdict import CORRECT, ERROR, WRONG, Verdict
from ..verifier.verify import verify
from .questions import Question

if TYPE_CHECKING:
    from ..generation import Completion

DIGITS = 6


def grade(completion: "Completion", question: Question, verifier: Values) -> Verdict:
    return verify(
        completion.text,
        question.expected,
        is_cut_off=completion.is_cut_off,
        takes_last_number=verifier.last_number,
        second=verifier.second,
    )


def sample_line(
    step: int, question: Question, index: int, completion: "Completion", verdict: Verdict, earlier: list[str | None]
) -> dict[str, Any]:
    """`earlier` are the answers of the same question's samples before this one."""
    return {
        "step": step,
        "row": question.row,
        "id": question.id,
        "index": index,
        "prompt_digest": question.digest,
        "completion": completion.text,
        "finish": "length" if completion.is_cut_off else "stop",
        "tokens": len(completion.tokens),
        "answer": verdict.extracted,
        "outcome": verdict.outcome,
        "score": {CORRECT: 1.0, ERROR: None}.get(verdict.outcome, 0.0),
        "reason": verdict.reason,
        "mean_logprob": _mean(completion.logprobs),
        "same_as": _same_as(verdict, index, earlier),
    }


def oracle(questions: list[Question], verifier: Values) -> list[tuple[Question, Verdict]]:
    """The expected answers that fail when they are graded against themselves."""
    graded = (
        (
            question,
            verify(
                f"Answer: {question.expected}",
                question.expected,
                takes_last_number=verifier.last_number,
                second=verifier.second,
            ),
        )
        for question in questions
    )
    return [(question, verdict) for question, verdict in graded if verdict.outcome != CORRECT]


def _mean(logprobs: list[float]) -> float | None:
    """None where there is none, and where the model has diverged: JSON has no number for that."""
    mean = sum(logprobs) / len(logprobs) if logprobs else math.nan
    return round(mean, DIGITS) if math.isfinite(mean) else None


def _same_as(verdict: Verdict, index: int, earlier: list[str | None]) -> int | None:
    if verdict.outcome not in (CORRECT, WRONG) or verdict.extracted is None:
        return None
    answer = plain(verdict.extracted) or verdict.extracted
    for place, other in enumerate(earlier):
        if other is not None and compare(plain(other) or other, answer).is_equal:
            return place
    return index
