r"""The contents of \boxed{}, in one pass whatever the braces are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BRACES = re.compile(r"\\(?:boxed|fbox)[ \t]{0,4}\{|\\.|[{}]", re.DOTALL)
SOMETHING = re.compile(r"\S")
BETWEEN = re.compile(r"[\s$*]*(?:(?:,|;|and|or|\\text\{\s*(?:and|or)\s*\}|\\quad)[\s$*]*)*")


@dataclass(frozen=True)
class Box:
    """Where a box begins, where its content does, and where both end."""

    start: int
    inside: int
    end: int


def find_boxes(text: str) -> list[Box]:
    """The outermost closed boxes that hold something, in order."""
    boxes: list[Box] = []
    for box in _closed(text):
        while boxes and boxes[-1].start > box.start:
            boxes.pop()
        boxes.append(box)
    return boxes


def last_boxed(text: str) -> str | None:
    """The last box's content; boxes told in one breath, as `\\boxed{1} or \\boxed{2}`, are one answer."""
    boxes = find_boxes(text)
    if not boxes:
        return None
    first = len(boxes) - 1
    while first and BETWEEN.fullmatch(text, boxes[first - 1].end, boxes[first].start):
        if "\n\n" in text[boxes[first - 1].end : boxes[first].start]:
            break
        first -= 1
    contents = [text[box.inside : box.end - 1].strip() for box in boxes[first:]]
    if len(set(contents)) == 1:
        return contents[0]
    between = [text[box.end : other.start] for box, other in zip(boxes[first:], boxes[first + 1 :], strict=False)]
    return " ".join(part for pair in zip(contents, [*between, ""], strict=True) for part in pair).strip()


def _closed(text: str) -> Iterator[Box]:
    opened: list[tuple[int, int] | None] = []
    for found in BRACES.finditer(text):
        token = found[0]
        if token == "{":
            opened.append(None)
        elif token == "}":
            box = opened.pop() if opened else None
            if box and SOMETHING.search(text, box[1], found.start()):
                yield Box(*box, found.end())
        elif token.endswith("{") and len(token) > 2:
            opened.append((found.start(), found.end()))
