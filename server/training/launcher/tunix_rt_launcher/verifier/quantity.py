"""A number with its unit, as a text tells it: 18, $18.00, 18 eggs, twelve km, "Natalia sold 72 clips altogether"."""

import re
from dataclasses import dataclass, replace

from .arithmetic import Calculated, calculate
from .exact import Exact, from_rational
from .plain import MONEY
from .units import CANONICAL, is_changing, read_unit
from .words import NUMBER_WORDS, read_words

CURRENCY = re.compile(rf"(?P<sign>[-+]? ?)(?P<currency>(?:US ?)?{MONEY}|[€£¥]) ?(?P<rest>.*)")
HEDGE = re.compile(r"(?:≈|about |approximately |approx\.? |around |roughly |exactly |only |just )", re.IGNORECASE)
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
TAIL_START = re.compile(rf"(?<![A-Za-z\\])[A-Za-z]|[%°€£¥¢{MONEY}]")
NUMBER_START = re.compile(rf"[-+]?[{MONEY}€£¥]?(?:\.?\d|\\frac|\\sqrt)")
WORD = re.compile(r"(?:[^\W\d_]['’-]?)+[,:]?")
SCALED = re.compile(r"(?P<number>.*[\d.]) ?(?P<scale>k|K|M|bn|mn)")
MAX_TAILS = 24


@dataclass(frozen=True)
class Quantity:
    """`is_letter_attached`: the unit is one letter at the number, as in 2m, which may as well be a variable."""

    number: Exact
    unit: tuple[str, ...] = ()
    is_carried_out: bool = True
    is_letter_attached: bool = False
    is_from_sentence: bool = False


def read_quantity(text: str) -> Quantity | None:
    """The one number that a plain text says. Raises TooLarge."""
    text = HEDGE.sub("", ORDINAL.sub("", text), count=1).strip() if text else text
    return _with_unit(text) or _in_sentence(text)


def _with_unit(text: str) -> Quantity | None:
    if text[:1] in ("(", "{", "[") and "," in text:
        return None
    if number := _number(text):
        return Quantity(number.number, is_carried_out=number.is_carried_out)
    if money := CURRENCY.fullmatch(text):
        return _money(money)
    starts = [start.start() for start in TAIL_START.finditer(text)][-MAX_TAILS:]
    for start in reversed(starts):
        before, tail = text[:start].rstrip(" ,;:(-"), text[start:]
        unit = read_unit(tail)
        if not unit or not before or not (number := _number(before)):
            continue
        is_attached = text[start - 1] not in " ,;:(-" and tail[0].isalpha()
        word = re.match(r"[A-Za-z]+", tail)
        if is_attached and word and word[0] not in CANONICAL:
            continue
        return Quantity(number.number, unit, number.is_carried_out, bool(is_attached and word and len(word[0]) == 1))
    return None


def _money(money: re.Match[str]) -> Quantity | None:
    scaled = SCALED.fullmatch(money["rest"])
    words = {"k": "thousand", "K": "thousand", "M": "million", "mn": "million"}
    if scaled and scaled["scale"] not in words:
        return None
    rest = f"{scaled['number']} {words[scaled['scale']]}" if scaled else money["rest"]
    amount = _with_unit(money["sign"].strip() + rest)
    currency = read_unit(money["currency"].removeprefix("US").strip())
    if not amount or amount.unit[:1] == currency:
        return amount
    return replace(amount, unit=(currency or ()) + amount.unit)


def _in_sentence(text: str) -> Quantity | None:
    """The only number of a sentence whose words leave it as it is."""
    words = text.split(" ")
    start = next((at for at, word in enumerate(words) if _starts_number(word)), 0)
    head = words[:start]
    is_prose = all(WORD.fullmatch(word) and (len(word) > 2 or word.isalpha()) for word in head)
    if not head or not is_prose or is_changing(" ".join(head)) or read_unit(" ".join(head)) is None:
        return None
    quantity = _with_unit(" ".join(words[start:]))
    return quantity and replace(quantity, is_from_sentence=True)


def _starts_number(word: str) -> bool:
    return bool(NUMBER_START.match(word)) or re.split(r"[-,]", word.lower())[0] in NUMBER_WORDS | {"minus", "negative"}


def _number(text: str) -> Calculated | None:
    if not text:
        return None
    text = re.sub(r"(?<=\d) and (?=\d+ ?/ ?\d)", " ", text)
    if not re.search(r"[A-Za-z]", text):
        return calculate(text)
    value = read_words(text)
    return Calculated(from_rational(value), True) if value is not None else calculate(text)
