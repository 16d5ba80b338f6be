"""Lists, tuples, sets and intervals: what stands between brackets, or between commas and `and`."""

import re
from dataclasses import dataclass

from .literals import END

PAIRS = {"(": ")]", "[": ")]", "{": "}"}
GROUPED = re.compile(rf"[-+]?[^\d,;]?[1-9]\d{{0,2}}(?:,\d{{3}})+(?:\.\d+)?{END}[^,;]*")
NAME = r"[^\W\d_](?:_\{?\w+\}?)?"
BETWEEN = re.compile(rf"(?P<low>[^<>≤≥]+)(?P<left>[<≤])(?P<name> ?{NAME} ?)(?P<right>[<≤])(?P<high>[^<>≤≥]+)")
ABOVE = re.compile(rf"(?P<name>{NAME}) ?(?P<sign>[<>≤≥]) ?(?P<bound>[^<>≤≥]+)")
BELOW = re.compile(rf"(?P<bound>[^<>≤≥]+?) ?(?P<sign>[<>≤≥]) ?(?P<name>{NAME})")
TURNED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}
MAX_ITEMS = 50
UNION = "∪"


@dataclass(frozen=True)
class Collection:
    """`opening` and `closing` are brackets, empty for a bare list, or UNION for intervals side by side."""

    opening: str
    closing: str
    items: tuple[str, ...]
    name: str | None = None

    @property
    def is_unordered(self) -> bool:
        return self.opening in ("{", UNION)


def read_collection(text: str) -> Collection | None:
    """The items of a plain text, two or more, or within `{}` or `[]` one. None when it is no collection."""
    return _union(text) or _inequality(text) or _signed_pair(text) or _bracketed(text) or _bare(text)


def _union(text: str) -> Collection | None:
    parts = _split(text, r" ?(?:∪|\bU\b) ?") if re.search(r"∪|[)\]] ?U ?[(\[]", text) else []
    if len(parts) < 2 and " or " in text and re.search(r"[<>≤≥]", text):
        parts = text.split(" or ")
        if not all(_inequality(part) for part in parts):
            return None
    return Collection(UNION, UNION, tuple(parts)) if 1 < len(parts) <= MAX_ITEMS else None


def _inequality(text: str) -> Collection | None:
    text = text.replace("<=", "≤").replace(">=", "≥")
    if found := BETWEEN.fullmatch(text):
        ends = found["low"].strip(), found["high"].strip()
        return Collection(
            "[" if found["left"] == "≤" else "(", "]" if found["right"] == "≤" else ")", ends, found["name"].strip()
        )
    found = ABOVE.fullmatch(text)
    sign = found["sign"] if found else None
    if not found and (found := BELOW.fullmatch(text)):
        sign = TURNED[found["sign"]]
    if not found:
        return None
    bound, name = found["bound"].strip(), found["name"]
    if sign in (">", "≥"):
        return Collection("[" if sign == "≥" else "(", ")", (bound, "∞"), name)
    return Collection("(", "]" if sign == "≤" else ")", ("-∞", bound), name)


def _signed_pair(text: str) -> Collection | None:
    if text.count("±") != 1:
        return None
    both = (text.replace("±", "+").lstrip("+"), text.replace("±", "-"))
    return Collection("{", "}", tuple(item.strip() for item in both))


def _bracketed(text: str) -> Collection | None:
    if len(text) < 3 or text[0] not in PAIRS or text[-1] not in PAIRS[text[0]] or _closes_early(text):
        return None
    items = _items(text[1:-1], r" ?, ?")
    if len(items) < 2 and text[0] != "[":
        return None
    return Collection(text[0], text[-1], items) if len(items) <= MAX_ITEMS and all(items) else None


def _bare(text: str) -> Collection | None:
    items = _items(text, r" ?, ?(?:and |or )?| (?:and|or) | ?& ?")
    return Collection("", "", items) if 1 < len(items) <= MAX_ITEMS and all(items) else None


def _items(text: str, separator: str) -> tuple[str, ...]:
    if ";" in text:
        return tuple(_split(text, r" ?; ?"))
    # In 1,000, 2,000 the commas without a space stand between thousands.
    spaced = _split(text, separator.replace(" ?, ?", " ?, "))
    if (
        all("," not in item or GROUPED.fullmatch(item) or item[0] in PAIRS for item in spaced if item)
        and len(spaced) > 1
    ):
        return tuple(spaced)
    return tuple(_split(text, separator))


def _split(text: str, separator: str) -> list[str]:
    """Splits where the separator stands outside all brackets."""
    parts, depth, start, at, pattern = [], 0, 0, 0, re.compile(separator)
    while at < len(text):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        found = pattern.match(text, at) if depth <= 0 and len(parts) <= MAX_ITEMS else None
        if found and found[0]:
            parts.append(text[start:at].strip())
            start = at = found.end()
        else:
            at += 1
    return [*parts, text[start:].strip()]


def _closes_early(text: str) -> bool:
    depth = 0
    for character in text[:-1]:
        depth += (character in "([{") - (character in ")]}")
        if depth == 0:
            return True
    return False
