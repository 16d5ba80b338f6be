import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tunix_rt_launcher.verifier.verify import verify

CASES = json.loads((Path(__file__).parent / "verifier_cases.json").read_text(encoding="utf-8"))
DATA = Path(__file__).resolve().parents[4] / ".." / "shared" / "data"


def name_of(case: dict[str, Any]) -> str:
    return re.sub(r"\W+", " ", f"{case['about']} {case['text'][-40:]} for {case['expected'][-40:]}", flags=re.ASCII)


def rows(name: str) -> list[dict[str, Any]]:
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside the repository, in ../shared/data")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_grades_as_a_teacher_would(case):
    verdict = verify(
        case["text"],
        case["expected"],
        is_cut_off=case.get("cut_off", False),
        takes_last_number=case.get("last_number", False),
    )
    assert verdict.outcome == case["outcome"], verdict
    assert verdict.rule == case.get("rule", verdict.rule), verdict
    assert verdict.reason


def test_the_cases_are_many_and_no_case_stands_twice():
    asked = Counter(
        (case["text"], case["expected"], str(case.get("last_number"))) for case in CASES if "cut_off" not in case
    )
    assert len(CASES) >= 120
    assert [case for case, times in asked.items() if times > 1] == []


def test_the_answers_of_gsm8k_are_right_by_themselves():
    wrong = []
    for row in rows("gsm8k-train-2000.jsonl"):
        expected = row["answer"].rpartition("####")[2].strip()
        for text, rule in ((row["answer"], "hashes"), (f"Answer: {expected}", "answer")):
            verdict = verify(text, expected)
            if (verdict.outcome, verdict.rule) != ("correct", rule):
                wrong.append((text, expected, verdict))
    assert wrong == []


def test_the_answers_of_eval_v2_are_right_by_themselves():
    expected = [row["expected_answer"] for row in rows("eval_v2.jsonl")]
    verdicts = [(answer, verify(f"Answer: {answer}", answer)) for answer in expected]
    assert [pair for pair in verdicts if pair[1].outcome != "correct"] == []


def test_a_cut_off_text_is_not_read():
    verdict = verify("Answer: 42", "42", is_cut_off=True)
    assert (verdict.outcome, verdict.extracted, verdict.rule) == ("cut_off", None, None)


def test_says_what_it_read_by_which_rule_and_why():
    verdict = verify("Answer: 1,234.0 eggs", "1234")
    assert (verdict.outcome, verdict.extracted, verdict.rule, verdict.tier) == (
        "correct",
        "1,234.0 eggs",
        "answer",
        "number",
    )
    assert verdict.reason == "the same number; no unit is expected"
    assert verify("\\boxed{42, 43}", "42").reason == "several numbers where one is expected: 42, 43"
    assert verify("Answer: 12 m", "12 km").reason == "another unit: 12 m, expected 12 km"
    assert verify("Answer: [1,2)", "[1,2]").reason == "other brackets: […), expected […]"
    assert verify("<answer>18", "18").reason == "<answer> is never closed"


@pytest.mark.parametrize(
    ("text", "expected", "tier"),
    [
        ("Paris", "Paris", "text"),
        ("0.5", "1/2", "number"),
        ("2, 1", "{1,2}", "collection"),
        ("x<=3", "(-∞,3]", "interval"),
        ("7", "8", None),
    ],
)
def test_names_the_tier_that_found_them_equal(text, expected, tier):
    assert verify(f"Answer: {text}", expected).tier == tier
