import sys
import threading
from functools import partial
from importlib.util import find_spec

import pytest

from tunix_rt_launcher.verifier import second
from tunix_rt_launcher.verifier import verify as verifying
from tunix_rt_launcher.verifier.verify import verify

STAND_IN = """
import os

def parse(text, **_):
    return text

def verify(expected, answer, **_):
    if "hang" in answer or "z" in answer:
        while True:
            pass
    if "w" in answer:
        os._exit(3)
    if "v" in answer:
        raise ValueError("no value")
    print("math-verify may print")
    return "y" in answer
"""

needs_math_verify = pytest.mark.skipif(find_spec("math_verify") is None, reason="math-verify is not installed")


@pytest.fixture(autouse=True)
def _end_child():
    second.child.end()
    yield
    second.child.end()


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """A package in math-verify's place: equal where the answer holds y, endless for z, dead for w, failing for v."""
    (tmp_path / "math_verify.py").write_text(STAND_IN)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "math_verify", raising=False)
    monkeypatch.setattr(verifying, "ask_math_verify", partial(second.ask_math_verify, time_limit=1))


def ask(answer: str, expected: str):
    return verify(f"Answer: {answer}", expected, second="math-verify")


def test_decides_where_the_tiers_cannot(stand_in):
    assert (ask("y+1", "x+1").outcome, ask("y+1", "x+1").tier) == ("correct", "math-verify")
    assert (ask("u+1", "x+1").outcome, ask("u+1", "x+1").tier) == ("wrong", "math-verify")
    assert ask("u+1", "x+1").disagreement is None


def test_says_where_it_disagrees_and_the_tiers_prevail(stand_in):
    right = ask("1e3", "1000")
    assert (right.outcome, right.disagreement) == ("correct", "math-verify says wrong, the tiers say correct")
    wrong = ask("y = 3", "y = 4")
    assert (wrong.outcome, wrong.disagreement) == ("wrong", "math-verify says correct, the tiers say wrong")
    assert ask("12", "13").disagreement is None


def test_what_takes_too_long_is_an_error_and_the_next_is_answered(stand_in):
    late = ask("z+1", "x+1")
    assert (late.outcome, late.extracted, late.rule) == ("error", "z+1", "answer")
    assert late.reason.startswith("math-verify took more than 1 s")
    assert ask("y+1", "x+1").outcome == "correct"


def test_what_the_tiers_decide_is_no_error_when_it_takes_too_long(stand_in):
    assert ask("z = 3", "3").outcome == "correct"


def test_a_failure_is_an_error_and_the_next_is_answered(stand_in):
    assert ask("v+1", "x+1").reason == "math-verify failed: ValueError: no value"
    assert ask("w+1", "x+1").outcome == "error"
    assert ask("y+1", "x+1").outcome == "correct"


def test_is_not_asked_about_words_or_long_texts(stand_in):
    assert ask("hang", "x").tier is None
    assert ask("y" + "+1" * 150, "x+1").tier is None


def test_answers_in_threads(stand_in):
    verdicts = []
    threads = [threading.Thread(target=lambda: verdicts.append(ask("y+1", "x+1").outcome)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verdicts == ["correct"] * 8


def test_the_tiers_stand_alone_without_the_package(monkeypatch):
    monkeypatch.setattr(second, "find_spec", lambda name: None)
    assert ask("0.5", "1/2").outcome == "correct"
    assert ask("y+1", "x+1").outcome == "wrong"
    assert second.child.process is None


@needs_math_verify
@pytest.mark.parametrize(
    ("answer", "expected", "outcome"),
    [
        ("x^2+2x+1", "(x+1)^2", "correct"),
        ("(x-1)(x+1)", "x^2-1", "correct"),
        ("1+2i", "2i+1", "correct"),
        ("2x+5y=1", "3x-y+13=0", "wrong"),
        ("x^2+1", "x^2-1", "wrong"),
        ("on", "no", "wrong"),
        ("BA", "AB", "wrong"),
        ("12 m", "12 km", "wrong"),
    ],
)
def test_math_verify_knows_algebra(answer, expected, outcome):
    assert ask(answer, expected).outcome == outcome


@needs_math_verify
def test_a_sum_without_end_is_an_error(monkeypatch):
    monkeypatch.setattr(verifying, "ask_math_verify", partial(second.ask_math_verify, time_limit=2))
    assert ask("\\sum_{i=1}^{10000000} \\frac{1}{i^i}", "12").outcome == "error"
