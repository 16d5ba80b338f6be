"""The rows of a JSONL export, as tokens, and the reason for each row that cannot be trained on."""

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy

from .events import Events

CHUNK = 1000


@dataclass(frozen=True)
class Records:
    """Token ids of all usable rows, end to end; row i is tokens[starts[i]:starts[i + 1]].

    The first `prompt_lengths[i]` tokens of a row are given to the model, the rest are learned. `lines` are where rows stand
    in their file, from 1. `merged` rows have turns that the model's template does not take.
    """

    tokens: numpy.ndarray
    starts: numpy.ndarray
    prompt_lengths: numpy.ndarray
    merged: int = 0
    lines: numpy.ndarray = field(default_factory=lambda: numpy.zeros(0, numpy.int64))

    def __len__(self) -> int:
        return len(self.prompt_lengths)

    def length(self, row: int) -> int:
        return int(self.starts[row + 1] - self.starts[row])

    def lengths(self) -> list[int]:
        """The tokens of each row."""
        return numpy.diff(self.starts).tolist()


class DroppedRow(Exception):
    """A row that cannot be trained on."""

    def __init__(self, reason: str, detail: str, id: str | None = None):
        super().__init__(detail)
        self.reason, self.detail, self.id = reason, detail, id


@dataclass(frozen=True)
class Encoded:
    """The tokens of one row: those that are given, and those that are learned."""

    prompt: list[int]
    answer: list[int]
    is_merged: bool = False


@dataclass(frozen=True)
class Rendering:
    """How rows become tokens: `parse` takes what a line holds, `encode` what was parsed of many.

    `parse` raises DroppedRow; `encode` answers one in the place of its row.
    """

    parse: Callable[[dict[str, Any]], Any]
    encode: Callable[[list[Any]], list[Encoded | DroppedRow]]


@dataclass(frozen=True)
class Row:
    """A line, counted from 1, and what was parsed of it."""

    number: int
    id: str | None
    content: Any


def read_records(
    path: Path, rendering: Rendering, max_seq_length: int, events: Events, dropped: Counter[str], **where: Any
) -> Records:
    """Reads and tokenises a JSONL file; each row that it drops is an event and counts in `dropped` by its reason.

    `where` goes into those events beside the 1-based number of the line.
    """

    def drop(row: int, problem: DroppedRow) -> None:
        dropped[problem.reason] += 1
        events.emit("dropped", row=row, id=problem.id, reason=problem.reason, detail=problem.detail, **where)

    tokens, starts, prompt_lengths, lines, merged = array("i"), array("q", [0]), array("i"), array("q"), 0
    for chunk in _chunks(read_rows(path, rendering.parse, drop)):
        for row, encoded in zip(chunk, rendering.encode([row.content for row in chunk]), strict=True):
            if isinstance(encoded, DroppedRow):
                drop(row.number, DroppedRow(encoded.reason, encoded.detail, row.id))
                continue
            length = len(encoded.prompt) + len(encoded.answer)
            if length > max_seq_length:
                detail = f"{length} tokens, max_seq_length is {max_seq_length}"
                drop(row.number, DroppedRow("too_long", detail, row.id))
                continue
            tokens.extend(encoded.prompt)
            tokens.extend(encoded.answer)
            starts.append(len(tokens))
            prompt_lengths.append(len(encoded.prompt))
            lines.append(row.number)
            merged += encoded.is_merged
    return Records(
        numpy.array(tokens, numpy.int32),
        numpy.array(starts, numpy.int64),
        numpy.array(prompt_lengths, numpy.int32),
        merged,
        numpy.array(lines, numpy.int64),
    )


def read_rows(
    path: Path, parse: Callable[[dict[str, Any]], Any], drop: Callable[[int, DroppedRow], None]
) -> Iterator[Row]:
    """The rows of a JSONL file that `parse` takes, one after another; the others are dropped."""
    with open(path, "rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                yield _row(number, line, parse)
            except DroppedRow as problem:
                drop(number, problem)


def _row(number: int, line: bytes, parse: Callable[[dict[str, Any]], Any]) -> Row:
    try:
        record = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise DroppedRow("invalid_json", str(error)) from error
    if not isinstance(record, dict):
        raise DroppedRow("invalid_json", f"expected an object, got {type(record).__name__}")
    id = record.get("id") if isinstance(record.get("id"), str) else None
    try:
        return Row(number, id, parse(record))
    except DroppedRow as problem:
        problem.id = id
        raise


def require_valid_text(*texts: str) -> None:
    """Raises DroppedRow for half a character, which no tokenizer takes."""
    for text in texts:
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise DroppedRow("invalid_text", f"lone surrogate at character {error.start}") from error


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
