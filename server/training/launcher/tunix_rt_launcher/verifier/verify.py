"""Grades a text against the expected answer."""

from .equality import Comparison, compare
from .extract import extract, unfinished
from .plain import MONEY, plain
from .second import MATH_VERIFY, Second, ask_math_verify
from .turn import UnclosedThought, answering_part
from .verdict import CORRECT, CUT_OFF, ERROR, NO_ANSWER, WRONG, Verdict, shown


def verify(
    text: str,
    expected: str,
    *,
    is_cut_off: bool = False,
    takes_last_number: bool = False,
    second: str | None = None,
) -> Verdict:
    """The verdict on one completion; whatever the input, it raises nothing.

    `takes_last_number` lets the last number count where no rule finds an answer; `second="math-verify"` also asks that
    package, where this interpreter has it.
    """
    try:
        return _verify(text, expected, is_cut_off, takes_last_number, second)
    except Exception as error:
        return Verdict(ERROR, reason=shown(f"{type(error).__name__}: {error}", 300))


def _verify(text: str, expected: str, is_cut_off: bool, takes_last_number: bool, second: str | None) -> Verdict:
    if problem := _problem(text, expected, second):
        return Verdict(ERROR, reason=problem)
    if is_cut_off:
        return Verdict(CUT_OFF, reason="the text was cut off")
    try:
        part = answering_part(text)
    except UnclosedThought as thought:
        return Verdict(CUT_OFF, reason=f"{thought} is never closed")
    found = extract(part, takes_lines="\n" in expected.strip(), takes_last_number=takes_last_number)
    if not found:
        left_open = unfinished(part)
        return Verdict(NO_ANSWER, reason=f"{left_open} is never closed" if left_open else "no rule finds an answer")
    wanted, given = plain(expected), plain(found.text)
    tiers = compare(wanted or expected.strip(), given or found.text)
    answer = Second(None) if second is None else ask_math_verify(expected, found.text)
    return _judge(tiers, answer, shown(found.text), found.rule)


def _problem(text: str, expected: str, second: str | None) -> str | None:
    for name, value in (("text", text), ("expected", expected)):
        if not isinstance(value, str):
            return f"Expected `{name}` to be a text, got {type(value).__name__}"
    if not expected.strip():
        return "Expected `expected` to hold an answer, got an empty text"
    if second not in (None, MATH_VERIFY):
        return f"Expected `second` to be {MATH_VERIFY} or null, got {shown(repr(second), 80)}"
    return None


def _judge(tiers: Comparison, second: Second, extracted: str, rule: str) -> Verdict:
    outcome, reason = CORRECT if tiers.is_equal else WRONG, tiers.reason.replace(MONEY, "$")
    if tiers.is_equal or tiers.is_decided:
        disagreement = None
        if second.is_equal is not None and second.is_equal != tiers.is_equal:
            disagreement = f"{MATH_VERIFY} says {CORRECT if second.is_equal else WRONG}, the tiers say {outcome}"
        return Verdict(outcome, extracted, rule, reason, tiers.tier, disagreement)
    if second.failure:
        return Verdict(ERROR, extracted, rule, second.failure)
    if second.is_equal:
        return Verdict(CORRECT, extracted, rule, f"{MATH_VERIFY} finds them equal", MATH_VERIFY)
    return Verdict(WRONG, extracted, rule, reason, MATH_VERIFY if second.is_equal is False else None)
