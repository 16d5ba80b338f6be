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


@dataclass(frozen=True)
class Turns:
    """One row's two turns, without their markers."""

    row: int
    id: str | None
    user: str
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
        yield turns.user
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
        return Turns(row, id, *split_turns(record.get("prompts")))
    except DroppedRow as problem:
        problem.id = id
        raise


def split_turns(text: Any) -> tuple[str, str]:
    """The user's and the model's text of one rendered row. Raises DroppedRow when it is not exactly these two turns."""
    if not isinstance(text, str) or not text.strip():
        raise DroppedRow("empty", "`prompts` is missing, empty or no text")
    starts, ends = text.count(START), text.count(END)
    if starts > 2 or ends > 2:
        raise DroppedRow("forged_turn", f"{starts} {START} and {ends} {END}, expected 2 of each")
    opening, between = START + USER, END + "\n" + START + MODEL
    user, found, model = text.removeprefix(opening).removesuffix(END).partition(between)
    if text != opening + user + between + model + END or not found:
        raise DroppedRow("no_model_turn", "expected one user turn, then one model turn that ends the text")
    if not model.strip():
        raise DroppedRow("empty", "the model's turn is empty")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DroppedRow("invalid_text", f"lone surrogate at character {error.start}") from error
    return user, model


def _encode(chunk: list[Turns], encoder: Encoder) -> tuple[list[list[int]], list[list[int]]]:
    """Prompt and answer of each row. They are encoded apart, as at inference, where the prompt is all there is."""
    users = encoder.encode([USER + turns.user for turns in chunk])
    models = encoder.encode([turns.model for turns in chunk])
    newline, header = encoder.encode(["\n", MODEL])
    start, end = encoder.marker(START), encoder.marker(END)
    prompts = [encoder.bos + start + user + end + newline + start + header for user in users]
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
