"""The answer that a text gives, by the first rule that finds one."""

import re
from collections import deque
from dataclasses import dataclass

from .boxes import last_boxed
from .literals import NUMBER

LINE = re.compile(
    r"[ \t>*_#`-]{0,12}(?:the[ \t]{1,4})?(?:final[ \t]{1,4}|correct[ \t]{1,4})?answer[ \t*_]{0,6}[:：][ \t*_]{0,6}(.*)",
    re.IGNORECASE | re.DOTALL,
)
HEADING = re.compile(r"[ \t]{0,4}[#*_]{1,6}[ \t]{0,4}(?:final[ \t]{1,4})?answer[ \t*_:]{0,6}", re.IGNORECASE)
DELIMITER = re.compile(r"(?:\$\$|\\\[|\\\]|```\w{0,12})?")
HASHES = re.compile(r"(?<!#)####(?!#)[ \t]*([^\n]*)")
TAG = re.compile(r"<(/?)answer>", re.IGNORECASE)
SENTENCE = re.compile(
    r"\b(?:the|my)\s{1,4}(?:final\s{1,4}|correct\s{1,4})?answer\s{1,4}is\b[ \t]{0,4}:?", re.IGNORECASE
)
SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")


@dataclass(frozen=True)
class Extraction:
    """An answer, as it stands in the text, and the rule that found it."""

    text: str
    rule: str


def extract(text: str, *, takes_lines: bool = False, takes_last_number: bool = False) -> Extraction | None:
    """`takes_lines`: after `Answer:`, to the end of the text and not of the line."""
    for rule, found in (
        ("answer", lambda: _after_answer(text, takes_lines)),
        ("boxed", lambda: last_boxed(text)),
        ("hashes", lambda: _after_hashes(text)),
        ("tag", lambda: _in_tag(text)),
        ("sentence", lambda: _after_the_answer_is(text)),
        ("last_number", lambda: _last_number(text) if takes_last_number else None),
    ):
        if answer := (found() or "").strip():
            return Extraction(answer, rule)
    return None


def unfinished(text: str) -> str | None:
    """What the text begins to answer with and never closes."""
    if re.search(r"\\boxed\s{0,4}\{", text) and last_boxed(text) is None:
        return "\\boxed{}"
    if TAG.search(text) and _in_tag(text) is None:
        return "<answer>"
    return None


def _after_answer(text: str, takes_lines: bool) -> str | None:
    lines = text.split("\n")
    for number in range(len(lines) - 1, -1, -1):
        if "nswer" not in lines[number] and "NSWER" not in lines[number]:
            continue
        found = LINE.fullmatch(lines[number])
        if not found and not HEADING.fullmatch(lines[number].rstrip()):
            continue
        rest = found[1] if found else ""
        if takes_lines:
            return "\n".join([rest, *lines[number + 1 :]])
        return rest if not DELIMITER.fullmatch(rest.strip()) else _first_content(lines[number + 1 :])
    return None


def _first_content(lines: list[str]) -> str | None:
    return next((line for line in lines if not DELIMITER.fullmatch(line.strip())), None)


def _after_hashes(text: str) -> str | None:
    last = _last(HASHES, text)
    return last and last[1]


def _in_tag(text: str) -> str | None:
    start, content = None, None
    for tag in TAG.finditer(text):
        if not tag[1]:
            start = tag.end()
        elif start is not None:
            start, content = None, text[start : tag.start()]
    return content


def _after_the_answer_is(text: str) -> str | None:
    last = _last(SENTENCE, text)
    if not last:
        return None
    end = SENTENCE_END.search(text, last.end())
    rest = text[last.end() : end.start() if end else len(text)]
    return rest if rest.strip() else _first_content(text[last.end() :].split("\n"))


def _last_number(text: str) -> str | None:
    last = _last(NUMBER, text)
    return last and last[0]


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(deque(pattern.finditer(text), maxlen=1)), None)
