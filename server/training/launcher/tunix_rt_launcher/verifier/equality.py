"""Whether an answer is the expected one: as text, as numbers, as collections of either."""

import re
from dataclasses import dataclass
from fractions import Fraction

from .collection import UNION, Collection, read_collection
from .equations import read_chain, split_name
from .exact import TooLarge, as_rational
from .literals import NUMBER
from .plain import folded
from .quantity import Quantity, read_quantity
from .verdict import shown

TEXT, NUMBERS, COLLECTIONS, INTERVALS = "text", "number", "collection", "interval"
MAX_PARSED = 1000
MAX_NESTING = 3
MAX_PAIRS = 3000
PERCENT = "%"
OPTION = re.compile(r"\(?(?P<letter>[a-j])[).:] *(?P<rest>.*)")


@dataclass(frozen=True)
class Comparison:
    """`is_decided` is false where a grader that knows algebra may yet find them equal."""

    is_equal: bool
    tier: str | None
    reason: str
    is_decided: bool = True


class _Work:
    """What one comparison may cost, told in pairs of items."""

    def __init__(self) -> None:
        self.pairs = 0

    def count_pair(self) -> None:
        self.pairs += 1
        if self.pairs > MAX_PAIRS:
            raise TooLarge(f"a set of more than {MAX_PAIRS} comparisons")


def compare(expected: str, answer: str) -> Comparison:
    """Compares two plain texts."""
    try:
        return _compare(expected, answer, 0, _Work())
    except TooLarge as limit:
        return Comparison(False, None, f"another text; {limit} is not compared as a value", is_decided=False)


def _compare(expected: str, answer: str, depth: int, work: _Work) -> Comparison:
    work.count_pair()
    if folded(expected) == folded(answer):
        return Comparison(True, TEXT, "the same text")
    if _is_option(folded(expected), folded(answer)):
        return Comparison(True, TEXT, "the letter of the option")
    if len(answer) > MAX_PARSED or len(expected) > MAX_PARSED:
        return Comparison(False, None, f"another text; beyond {MAX_PARSED} characters only texts are compared")
    return _compare_values(expected, answer, depth, work)


def _compare_values(expected: str, answer: str, depth: int, work: _Work) -> Comparison:
    expected_name, expected_text = split_name(expected)
    answer_name, answer_text = split_name(answer)
    if expected_name and answer_name and expected_name.casefold() != answer_name.casefold():
        return Comparison(False, None, f"{answer_name} is told, {expected_name} is expected")
    if folded(expected_text) == folded(answer_text):
        return Comparison(True, TEXT, "the same text after the equals sign")
    wanted, given = _read(expected_text), _read(answer_text)
    if isinstance(wanted, Quantity):
        if isinstance(given, Quantity):
            return _compare_quantities(wanted, given, expected_text, answer_text)
        return _no_number(expected_text, answer_text, given)
    if isinstance(wanted, Collection):
        if isinstance(given, Collection):
            return _compare_collections(wanted, given, depth, work)
        if isinstance(given, Quantity):
            return Comparison(False, None, f"one answer where {len(wanted.items)} are expected")
    return _texts_differ(expected_text, answer_text)


def _read(text: str) -> Quantity | Collection | None:
    return read_quantity(text) or read_chain(text) or read_collection(text)


def _compare_quantities(wanted: Quantity, given: Quantity, expected: str, answer: str) -> Comparison:
    if wanted.is_carried_out and not given.is_carried_out:
        return Comparison(False, None, f"a calculation that is not carried out: {shown(answer, 80)}")
    if given.is_carried_out and not wanted.is_carried_out:
        # 2*3*5 asks for factors, and 2023-01-05 is no difference.
        return _numbers_differ(expected, answer, is_decided=False)
    tier = NUMBERS
    source = "the only number of the sentence, the same" if given.is_from_sentence else "the same number"
    is_same = wanted.number == given.number
    if wanted.unit == given.unit:
        return Comparison(True, tier, source) if is_same else _numbers_differ(expected, answer)
    if (by_value := _compare_percent(wanted, given)) is not None:
        return by_value
    if wanted.unit and given.unit:
        return Comparison(False, None, f"another unit: {shown(answer, 80)}, expected {shown(expected, 80)}")
    if wanted.is_letter_attached or given.is_letter_attached:
        return Comparison(False, None, f"{shown(answer, 80)} may hold a variable, expected {shown(expected, 80)}")
    if not is_same:
        return _numbers_differ(expected, answer)
    return Comparison(True, tier, f"{source}; {'no unit is expected' if given.unit else 'its unit is left out'}")


def _compare_percent(wanted: Quantity, given: Quantity) -> Comparison | None:
    """50% is 0.5, and where one side has a plain number above 1, that number of percent."""
    is_percent = [quantity.unit[:1] == (PERCENT,) for quantity in (wanted, given)]
    if is_percent[0] == is_percent[1] or (wanted.unit and given.unit):
        return None
    percent, number = (wanted, given) if is_percent[0] else (given, wanted)
    share, value = as_rational(percent.number), as_rational(number.number)
    if share is None or value is None:
        return None
    if share / 100 == value:
        return Comparison(True, NUMBERS, "the same number as a percentage")
    if share == value and (abs(value) > 1 or not value):
        return Comparison(True, NUMBERS, "the same number of percent")
    return Comparison(False, None, f"{_written(share)} percent is {_written(share / 100)}, not {_written(value)}")


def _compare_collections(wanted: Collection, given: Collection, depth: int, work: _Work) -> Comparison:
    tier = INTERVALS if _is_interval(wanted) else COLLECTIONS
    if wanted.name and given.name and wanted.name.casefold() != given.name.casefold():
        return Comparison(False, None, f"{given.name} is told, {wanted.name} is expected")
    if not _brackets_fit(wanted, given):
        told, expected = (f"{one.opening}…{one.closing}" if one.opening else "a bare list" for one in (given, wanted))
        return Comparison(False, None, f"other brackets: {told}, expected {expected}")
    if depth >= MAX_NESTING:
        return Comparison(False, None, f"collections nested more than {MAX_NESTING} deep are compared as text")
    if wanted.is_unordered:
        return _compare_sets(wanted, given, tier, depth, work)
    if len(wanted.items) != len(given.items):
        return Comparison(False, None, f"{len(given.items)} answers where {len(wanted.items)} are expected")
    for number, (one, other) in enumerate(zip(wanted.items, given.items, strict=True), start=1):
        item = _compare(one, other, depth + 1, work)
        if not item.is_equal:
            return Comparison(False, None, f"item {number}: {item.reason}", item.is_decided)
    return Comparison(True, tier, "the same items in the same order")


def _compare_sets(wanted: Collection, given: Collection, tier: str, depth: int, work: _Work) -> Comparison:
    for item in wanted.items:
        is_found, is_decided = _has_equal([(item, other) for other in given.items], depth, work)
        if not is_found:
            return Comparison(False, None, f"{shown(item, 80)} is expected and not told", is_decided)
    for item in given.items:
        is_found, is_decided = _has_equal([(other, item) for other in wanted.items], depth, work)
        if not is_found:
            return Comparison(False, None, f"{shown(item, 80)} is told and not expected", is_decided)
    return Comparison(True, tier, "the same items")


def _has_equal(pairs: list[tuple[str, str]], depth: int, work: _Work) -> tuple[bool, bool]:
    """Whether a pair is equal, and whether that is decided."""
    is_decided = True
    for pair in pairs:
        found = _compare(*pair, depth + 1, work)
        if found.is_equal:
            return True, True
        is_decided &= found.is_decided
    return False, is_decided


def _brackets_fit(wanted: Collection, given: Collection) -> bool:
    if (wanted.opening, wanted.closing) == (given.opening, given.closing):
        return True
    if UNION in (wanted.opening, given.opening):
        return False
    if wanted.opening == "{":
        return not given.opening
    is_plain_list = wanted.opening + wanted.closing in ("[]", "()") and len(wanted.items) != 2
    return not wanted.opening or (is_plain_list and given.opening in ("", "[", "("))


def _is_interval(collection: Collection) -> bool:
    is_mixed = collection.opening + collection.closing in ("(]", "[)")
    return collection.opening == UNION or is_mixed or any("∞" in item for item in collection.items)


def _is_option(expected: str, answer: str) -> bool:
    """The expected B of "B) 42", which names no other option."""
    found = OPTION.fullmatch(answer) if len(expected) == 1 else None
    return bool(found and found["letter"] == expected and not re.search(r"\b[a-j][).]|\bor\b|\band\b", found["rest"]))


def _no_number(expected: str, answer: str, given: Collection | None) -> Comparison:
    numbers = [found[0].strip() for found in NUMBER.finditer(answer)]
    if len(numbers) > 1:
        told = ", ".join(numbers[:5]) + (", …" if len(numbers) > 5 else "")
        return Comparison(False, None, f"several numbers where one is expected: {shown(told, 200)}", given is not None)
    if given and len(given.items) > 1:
        return Comparison(False, None, f"{len(given.items)} answers where one is expected: {shown(answer, 200)}")
    return _texts_differ(expected, answer)


def _numbers_differ(expected: str, answer: str, is_decided: bool = True) -> Comparison:
    return Comparison(False, None, f"another number: {shown(answer, 80)}, expected {shown(expected, 80)}", is_decided)


def _texts_differ(expected: str, answer: str) -> Comparison:
    has_words = any(re.search(r"(?<![\\A-Za-z])[^\W\d_]{2,}", text) for text in (expected, answer))
    return Comparison(False, None, f"another answer: {shown(answer, 80)}, expected {shown(expected, 80)}", has_words)


def _written(value: Fraction) -> str:
    return shown(str(value), 40)
