"""Inputs that make a careless grader hang, overflow or raise. That each of these ends is what is tested."""

import random

import pytest

from tunix_rt_launcher.verifier.verify import verify

MILLION = 1_000_000

TEXTS = {
    "a million digits": "Answer: " + "1" * MILLION,
    "a million line ends": "\n" * MILLION,
    "empty answer lines": "Answer:\n" * (MILLION // 8),
    "unclosed boxes": "\\boxed{" * (MILLION // 7),
    "nested boxes": "\\boxed{" * 60_000 + "12" + "}" * 60_000,
    "boxes in a row": "\\boxed{1} or " * 70_000,
    "nested braces": "\\boxed{" + "{" * 5000 + "12" + "}" * 5000 + "}",
    "opening braces": "{" * MILLION,
    "closing braces": "}" * MILLION,
    "hashes": "#" * MILLION,
    "hash marks": "#### " * (MILLION // 5),
    "opened tags": "<answer>" * (MILLION // 8),
    "closed tags": "</answer>" * (MILLION // 9),
    "thoughts": "<think></think>" * (MILLION // 15),
    "the answer is": "the answer is " * (MILLION // 14),
    "spaces": "Answer: " + " " * MILLION + "5",
    "dashes": "Answer: " + "-" * MILLION + "1",
    "dollars": "Answer: " + "$" * MILLION,
    "text commands": "Answer: " + "\\text{" * (MILLION // 6),
    "stars": "*" * MILLION + "answer: 5",
    "ligatures that grow eighteenfold": "Answer: " + "\ufdfa" * 300_000,
    "a lone surrogate and a zero": "Answer: \x00\ud83d",
    "numbers": "1-2 " * (MILLION // 4),
    "powers of powers": "Answer: 10**10**10",
    "a tower": "Answer: 9^9^9^9",
    "a tower in LaTeX": "Answer: 10^{10^{10}}",
    "an exponent": "Answer: 1e999999999",
    "an exponent of 900 digits": "Answer: 1e" + "9" * 900,
    "a negative exponent": "Answer: 2^{-99999999}",
    "a factorial": "Answer: 99999999!",
    "a factorial of a factorial": "Answer: 9!!!!",
    "a root": "Answer: \\sqrt{" + "9" * 900 + "}",
    "a root of a hard number": "Answer: \\sqrt{999999999999989}",
    "brackets": "Answer: " + "(" * 480 + "1" + ")" * 480,
    "square brackets": "Answer: " + "[" * 480 + "1" + "]" * 480,
    "fractions": "Answer: " + "\\frac{1}{" * 90 + "2" + "}" * 90,
    "commands without arguments": "Answer: " + "\\frac" * 190 + "1",
    "carets": "Answer: " + "2^" * 400 + "1",
    "quotients of powers": "Answer: " + "/".join(["9^999"] * 99),
    "sums of roots": "Answer: " + "+".join(f"\\sqrt{{{number}}}" for number in range(2, 90)),
    "superscripts": "Answer: 2" + "⁹" * 900,
    "comparisons": "Answer: " + "1<" * 400 + "x",
    "equations": "Answer: " + "1=" * 400 + "1",
    "number words": "Answer: " + "half " * 190,
    "nested sets": "Answer: {" + ",".join("{" + ",".join("987654321") + "}" for _ in range(45)) + "}",
}


@pytest.mark.parametrize("expected", ["12", "{1, 2}", "(-∞, 3]", "Paris"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_answers_whatever_the_text_is(text, expected):
    for takes_last_number in (False, True):
        verdict = verify(text, expected, takes_last_number=takes_last_number)
        assert verdict.outcome in ("wrong", "no_answer", "cut_off"), verdict
        assert len(verdict.extracted or "") <= 2000


@pytest.mark.parametrize("expected", TEXTS.values(), ids=TEXTS)
def test_answers_whatever_is_expected(expected):
    for text in ("Answer: 12", "Answer: {1, 2}"):
        assert verify(text, expected).outcome in ("wrong", "error")


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("10**10**10", "a number of more than 6000 digits"),
        ("1e99999", "an exponent of more than 4 digits"),
        ("99999!", "a factorial above 2500!"),
        ("(" * 50 + "1" + ")" * 50, "brackets nested more than 40 deep"),
        ("+".join(["1"] * 150), "more than 100 operations"),
        ("1" * 1500, "beyond 1000 characters"),
    ],
)
def test_says_which_limit_it_met(text, limit):
    verdict = verify(f"Answer: {text}", "12")
    assert verdict.outcome == "wrong" and limit in verdict.reason


def test_a_long_text_is_still_itself():
    long = "word " * 100_000
    assert verify(f"Answer: {long}", long).outcome == "correct"
    assert verify(f"Answer: {'7' * 5000}", "7" * 5000).outcome == "correct"


def test_what_is_no_text_is_an_error():
    for text, expected in ((None, "1"), ("1", None), (5, "5"), (b"Answer: 1", "1"), ("Answer: 1", "  ")):
        assert verify(text, expected).outcome == "error"
    assert verify("Answer: 1", "1", second="another").outcome == "error"


def test_random_signs_raise_nothing():
    source = random.Random(20261125)
    signs = "0 1 42 , . / - + * ^ ! ( ) [ ] { } $ % ° = < ≤ ∪ ± or and x half e5 km U"
    pieces = [*signs.split(), "\\frac", "\\sqrt", "\\overline", "\\boxed", "\\text", "\\{"]
    for _ in range(6000):
        text, expected = (
            source.choice(["", " "]).join(source.choices(pieces, k=source.randint(1, 9))) for _ in range(2)
        )
        assert verify(f"Answer: {text}", expected).outcome in ("correct", "wrong", "no_answer"), (text, expected)
        assert verify(f"Answer: {text}", text).outcome in ("correct", "no_answer"), text
