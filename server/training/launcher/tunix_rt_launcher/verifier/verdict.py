"""What the verifier says of one text."""

from dataclasses import dataclass

NAME = "answer"
VERSION = 1

CORRECT, WRONG, NO_ANSWER, CUT_OFF, ERROR = "correct", "wrong", "no_answer", "cut_off", "error"
LONGEST_SHOWN = 2000


@dataclass(frozen=True)
class Verdict:
    """`rule` found the answer, `tier` decided on it; `disagreement` is set where a second grader says otherwise."""

    outcome: str
    extracted: str | None = None
    rule: str | None = None
    reason: str = ""
    tier: str | None = None
    disagreement: str | None = None


def shown(text: str, longest: int = LONGEST_SHOWN) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
