"""Units as a number's tail: the same unit in its spellings, and tails that change what the number says."""

import re

from .plain import MONEY
from .words import NUMBER_WORDS

SPELLINGS = {
    "dollar": f"{MONEY} usd us{MONEY} buck",
    "euro": "€ eur",
    "pound sterling": "£ gbp",
    "yen": "¥ jpy",
    "cent": "¢",
    "%": "percent percentage pct",
    "°": "degree deg",
    "°c": "celsius",
    "°f": "fahrenheit",
    "km": "kilometer kilometre",
    "m": "meter metre",
    "cm": "centimeter centimetre",
    "mm": "millimeter millimetre",
    "mile": "mi",
    "ft": "foot feet",
    "inch": "inches in",
    "yd": "yard",
    "kg": "kilogram kilo",
    "g": "gram",
    "mg": "milligram",
    "lb": "pound",
    "oz": "ounce",
    "l": "liter litre",
    "ml": "milliliter millilitre",
    "h": "hour hr",
    "min": "minute",
    "s": "second sec",
    "day": "",
    "week": "wk",
    "month": "",
    "year": "yr",
    "mph": "",
}
CANONICAL = {spelling: unit for unit, spellings in SPELLINGS.items() for spelling in (unit, *spellings.split())}
IRREGULAR = {"people": "person", "children": "child", "men": "man", "women": "woman", "feet": "ft", "inches": "inch"}
PHRASES = {"° °c": "°c", "° °f": "°f", "mile / h": "mph", "km / h": "km/h", "square": "^2", "sq": "^2", "cubic": "^3"}
TOKEN = re.compile(rf"°[CF]\b|[^\W\d_]+|\^ ?\{{?-?\d\}}?|[/%°{MONEY}€£¥¢]")
TAIL = re.compile(rf"(?:[^\W\d_]|[ '’.,()/%°*{MONEY}€£¥¢-]|(?<=[a-zA-Z]) ?\^ ?\{{?-?[1-4]\}}?)+")
# They make another number, or none, of the number beside them.
CHANGING = frozenset(
    "or nor not no never neither either than least most times twice half double triple plus minus between except "
    "without wrong incorrect if unless hundred thousand million billion trillion bn mn dozen squared cubed factorial "
    "over until isn't aren't doesn't can't cannot wasn't less fewer greater exceeds below above root reciprocal "
    "inverse power mod base log ln exp sin cos tan sqrt pi gcd lcm max det".split()
)
# A word of one or two letters beside a number is a variable, or one of these.
SHORT = frozenset("a am an as at by do he in is it of on pm so to us we".split())
MAX_TAIL_WORDS = 16


def read_unit(tail: str) -> tuple[str, ...] | None:
    """The parts of a unit in one spelling and order, () for none; None when the tail is no unit."""
    if not tail.strip():
        return ()
    tokens = TOKEN.findall(tail)
    if not TAIL.fullmatch(tail) or is_changing(tail) or not all(_is_word(token) for token in tokens):
        return None
    tokens = [_canonical(token) for token in tokens]
    text = " ".join(token for token in tokens if token not in ("a", "an", "of", "the"))
    for phrase, unit in PHRASES.items():
        text = re.sub(rf"(?<!\S){re.escape(phrase)}(?!\S)", unit, text)
    parts = text.split()
    # Square metres are metres^2.
    return tuple(sorted(parts, key=lambda part: part.startswith("^")) if "/" not in parts else parts)


def is_changing(words: str) -> bool:
    found = re.findall(r"[^\W\d_]+(?:['’][a-z]+)?", words.lower())
    return len(found) > MAX_TAIL_WORDS or any(word in CHANGING or word in NUMBER_WORDS for word in found)


def _canonical(token: str) -> str:
    token = token.replace(" ", "").strip("{}").replace("^{", "^")
    word = token.casefold()
    if word == "per":
        return "/"
    word = IRREGULAR.get(word, word)
    if word in CANONICAL:
        return CANONICAL[word]
    single = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return CANONICAL.get(single, single if len(single) > 2 else word)


def _is_word(token: str) -> bool:
    return not token[0].isalpha() or len(token) > 2 or token in CANONICAL or token == "I" or token.casefold() in SHORT
