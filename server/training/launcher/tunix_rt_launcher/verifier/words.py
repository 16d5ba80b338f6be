"""English number words up to millions: twenty-one, one hundred and five, 2.5 million, three quarters, minus two."""

from fractions import Fraction

from .literals import LITERAL, read_literal

UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: value for value, word in enumerate(f"{UNITS} seventeen eighteen nineteen".split())}
SMALL |= {word: 10 * value for value, word in enumerate(TENS.split(), start=2)} | {"nought": 0, "fourty": 40}
SCALES = {"thousand": 10**3, "million": 10**6}
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}
PARTS |= {"eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000}
PARTS |= {f"{word}s": value for word, value in PARTS.items() if word not in ("half", "halves")}
MULTIPLES = {"hundred": 100, "dozen": 12}
NUMBER_WORDS = frozenset((*SMALL, *SCALES, *PARTS, *MULTIPLES))
MAX_WORDS = 24


def read_words(text: str) -> Fraction | None:
    """The number that a text spells and nothing else; digits may stand before a scale, as in 2.5 million."""
    words = text.lower().replace("-", " - ").split()
    is_negative = words[:1] in (["minus"], ["negative"], ["-"])
    words = [word for word in words[is_negative:] if word != "-"]
    if not 0 < len(words) <= MAX_WORDS:
        return None
    value = _fraction(words)
    return -value if is_negative and value is not None else value


def _fraction(words: list[str]) -> Fraction | None:
    if words[-1] not in PARTS:
        return _decimal(words)
    part, before = Fraction(1, PARTS[words[-1]]), words[:-1]
    if "and" in before:
        # Two and a half.
        at = len(before) - 1 - before[::-1].index("and")
        whole, count = _whole(before[:at]), _count(before[at + 1 :])
        return whole + count * part if whole is not None and count is not None else None
    count = _count(before)
    return count * part if count is not None else None


def _count(words: list[str]) -> Fraction | None:
    return Fraction(1) if words in ([], ["a"], ["an"]) else _whole(words)


def _decimal(words: list[str]) -> Fraction | None:
    if "point" not in words:
        return _whole(words)
    at = words.index("point")
    scale = SCALES.get(words[-1], 1)
    digits = words[at + 1 : -1] if scale > 1 else words[at + 1 :]
    whole = _whole(words[:at])
    if whole is None or not digits or any(SMALL.get(word, 10) > 9 for word in digits):
        return None
    return (whole + Fraction("0." + "".join(str(SMALL[word]) for word in digits))) * scale


def _whole(words: list[str]) -> Fraction | None:
    total, group, has_group, last = Fraction(0), Fraction(0), False, None
    limit = Fraction(10**9)
    for at, word in enumerate(words):
        if word in SMALL:
            if last == "small" or (last == "ten" and not 1 <= SMALL[word] <= 9):
                return None
            last = "ten" if SMALL[word] >= 20 else "small"
            group, has_group = group + SMALL[word], True
        elif literal := LITERAL.fullmatch(word):
            if at:
                return None
            group, has_group, last = read_literal(literal), True, "small"
        elif word in MULTIPLES:
            if group >= 100 and last != "small":
                return None
            group = (group if has_group else Fraction(1)) * MULTIPLES[word]
            has_group, last = True, "multiple"
        elif word in SCALES:
            if not has_group or SCALES[word] >= limit:
                return None
            limit, total = Fraction(SCALES[word]), total + group * SCALES[word]
            group, has_group, last = Fraction(0), False, "scale"
        elif word == "a" and not at and len(words) > 1:
            group, has_group, last = Fraction(1), True, "small"
        elif word == "and" and last in ("multiple", "scale") and at < len(words) - 1:
            last = "and"
        else:
            return None
    return total + group if words else None
