"""The rows of a JSONL export, as tokens, and the reason for each row that cannot be trained on."""

import json
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy

from .encoder import Encoder
from .events import Events

START, END = "<start_of_turn>", "<end_of_turn>"
USER, MODEL = "user\n", "model\n"
CHUNK = 1000
# A hundred before the prompt, the prompt and the answer.
MOST_TURNS = 102


@dataclass(frozen=True)
class Turns:
    """One row's turns without their markers: those that are given, each with who speaks, and what is learned."""

    row: int
    id: str | None
    given: tuple[str, ...]
    model: str


@dataclass(frozen=True)
class Records:
    """Token ids of all usable rows, end to end; row i is tokens[starts[i]:starts[i + 1]].

    The first `prompt_lengths[i]` tokens of a row are given to the model, the rest are learned.
    """

    tokens: numpy.ndarray
    starts: numpy.ndarray
    prompt_lengths: numpy.ndarray

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


def read_records(
    path: Path, encoder: Encoder, max_seq_length: int, events: Events, dropped: Counter[str], **where: Any
) -> Records:
    """Reads and tokenises a JSONL file; each row that it drops is an event and counts in `dropped` by its reason.

    `where` goes into those events beside the 1-based number of the line.
    """

    def drop(row: int, problem: DroppedRow) -> None:
        dropped[problem.reason] += 1
        events.emit("dropped", row=row, id=problem.id, reason=problem.reason, detail=problem.detail, **where)

    tokens, starts, prompt_lengths = array("i"), array("q", [0]), array("i")
    for chunk in _chunks(_read_turns(path, drop)):
        prompts, answers = _encode(chunk, encoder)
        for turns, prompt, answer in zip(chunk, prompts, answers, strict=True):
            length = len(prompt) + len(answer)
            if length > max_seq_length:
                detail = f"{length} tokens, max_seq_length is {max_seq_length}"
                drop(turns.row, DroppedRow("too_long", detail, turns.id))
                continue
            tokens.extend(prompt)
            tokens.extend(answer)
            starts.append(len(tokens))
            prompt_lengths.append(len(prompt))
    return Records(
        numpy.array(tokens, numpy.int32),
        numpy.array(starts, numpy.int64),
        numpy.array(prompt_lengths, numpy.int32),
    )


def read_texts(path: Path) -> Iterator[str]:
    """The texts of a JSONL file's usable rows, without markers."""
    for turns in _read_turns(path, lambda row, problem: None):
        for given in turns.given:
            yield given.split("\n", 1)[1]
        yield turns.model


def _read_turns(path: Path, drop: Any) -> Iterator[Turns]:
    with open(path, "rb") as file:
        for row, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                yield _parse(row, line)
            except DroppedRow as problem:
                drop(row, problem)


def _parse(row: int, line: bytes) -> Turns:
    try:
        record = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise DroppedRow("invalid_json", str(error)) from error
    if not isinstance(record, dict):
        raise DroppedRow("invalid_json", f"expected an object, got {type(record).__name__}")
    id = record.get("id") if isinstance(record.get("id"), str) else None
    try:
        return Turns(row, id, *split_turns(record.get("prompts"), record.get("turns", 2)))
    except DroppedRow as problem:
        problem.id = id
        raise


def split_turns(text: Any, count: Any = 2) -> tuple[tuple[str, ...], str]:
    """The turns of one rendered row: those that are given, each with who speaks, and the model's last, which is learned.

    Raises DroppedRow when it is not exactly `count` turns of a user and the model in turns, a user's before the last.
    """
    if not isinstance(text, str) or not text.strip():
        raise DroppedRow("empty", "`prompts` is missing, empty or no text")
    if type(count) is not int or not 2 <= count <= MOST_TURNS:
        raise DroppedRow("no_model_turn", f"expected `turns` of 2 to {MOST_TURNS}, got {count!r}")
    starts, ends = text.count(START), text.count(END)
    if starts > count or ends > count:
        raise DroppedRow("forged_turn", f"{starts} {START} and {ends} {END}, expected {count} of each")
    turns = text.removeprefix(START).removesuffix(END).split(END + "\n" + START)
    is_whole = text == START + (END + "\n" + START).join(turns) + END and len(turns) == count
    if not is_whole or not all(map(str.startswith, turns, _speakers(count))):
        raise DroppedRow("no_model_turn", "expected a user's and the model's turns, with the model's at the end")
    model = turns[-1].removeprefix(MODEL)
    if not model.strip():
        raise DroppedRow("empty", "the model's turn is empty")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DroppedRow("invalid_text", f"lone surrogate at character {error.start}") from error
    return tuple(turns[:-1]), model


def _speakers(count: int) -> list[str]:
    """Who speaks each of so many turns: the model the last."""
    return [USER if (count - place) % 2 == 0 else MODEL for place in range(count)]


def _encode(chunk: list[Turns], encoder: Encoder) -> tuple[list[list[int]], list[list[int]]]:
    """Prompt and answer of each row. They are encoded apart, as at inference, where the prompt is all there is."""
    given = iter(encoder.encode([text for turns in chunk for text in turns.given]))
    models = encoder.encode([turns.model for turns in chunk])
    newline, header = encoder.encode(["\n", MODEL])
    start, end = encoder.marker(START), encoder.marker(END)
    prompts = [
        encoder.bos + sum((start + next(given) + end + newline for _ in turns.given), []) + start + header
        for turns in chunk
    ]
    return prompts, [model + end for model in models]


def _chunks(turns: Iterator[Turns]) -> Iterator[list[Turns]]:
    chunk: list[Turns] = []
    for item in turns:
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
