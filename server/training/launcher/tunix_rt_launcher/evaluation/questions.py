"""The questions of an evaluation, as tokens, and the reason for each row that is not asked."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..conversation import ROLES, Conversation, parse_conversation
from ..encoder import Encoder
from ..gemma_turns import write_turns
from ..manifest import EvaluationManifest
from ..records import DroppedRow, Encoded, Rendering, Row, read_rows, require_valid_text
from ..rendering import choose_encoding

CHUNK = 1000


@dataclass(frozen=True)
class Question:
    """A row that is asked; `row` is its line from 0. `prompt` and `answer` are tokens: what the model is given, and what it
    would say as training has it, with its end: steps and answer of the row, or the expected answer alone.
    """

    row: int
    id: str | None
    expected: str
    prompt: list[int]
    answer: list[int]

    @property
    def digest(self) -> str:
        return hashlib.sha256(",".join(map(str, self.prompt)).encode()).hexdigest()


@dataclass(frozen=True)
class Asked:
    """A row as its line says it."""

    conversation: Conversation
    expected: str


def read_questions(
    manifest: EvaluationManifest,
    encoder: Encoder,
    tell: Callable[[int, DroppedRow], None],
    choose: Callable[[Iterator[Row]], Iterable[Row]] = iter,
) -> tuple[list[Question], Counter[str]]:
    """The rows that are asked of those that `choose` takes, and how many are not by their reason; `tell` is told of each of
    those, with its line from 1.
    """
    rendering = _rendering(manifest, encoder)
    left_out: Counter[str] = Counter()

    def drop(row: int, problem: DroppedRow) -> None:
        left_out[problem.reason] += 1
        tell(row, problem)

    rows = list(choose(read_rows(manifest.dataset, rendering.parse, drop)))
    questions = []
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        for row, encoded in zip(chunk, rendering.encode([row.content for row in chunk]), strict=True):
            if isinstance(encoded, Encoded) and len(encoded.prompt) > manifest.sampling.max_prompt_tokens:
                encoded = DroppedRow(
                    "too_long",
                    f"{len(encoded.prompt)} tokens, max_prompt_tokens is {manifest.sampling.max_prompt_tokens}",
                )
            if isinstance(encoded, DroppedRow):
                drop(row.number, DroppedRow(encoded.reason, encoded.detail, row.id))
                continue
            questions.append(
                Question(row.number - 1, row.id, row.content.expected, encoded.prompt, encoded.answer)
            )
    return questions, left_out


def read_texts(manifest: EvaluationManifest):
    """What the rows say, which the tokenizer of a built-in model that nothing was trained of is made of."""
    for row in read_rows(manifest.dataset, partial(_parse, manifest), lambda row, problem: None):
        yield from row.content.conversation.texts()


def _rendering(manifest: EvaluationManifest, encoder: Encoder) -> Rendering:
    """As training writes rows, so that a question is what a trained row begins with."""
    encode = choose_encoding(manifest, encoder)

    def parse(record: dict[str, Any]) -> Asked:
        asked = _parse(manifest, record)
        if manifest.prompt.template == "gemma":
            # Raises where its own text holds a marker.
            write_turns(asked.conversation, manifest.prompt.reasoning)
        return asked

    return Rendering(parse, lambda chunk: encode([asked.conversation for asked in chunk]))


def _parse(manifest: EvaluationManifest, record: dict[str, Any]) -> Asked:
    expected = record.get("expected_answer")
    if not isinstance(expected, str) or not expected.strip():
        raise DroppedRow("no_expected_answer", "`expected_answer` is missing, empty or no text")
    require_valid_text(expected)
    conversation = parse_conversation(record) if manifest.format == "trace" else _parse_question(record, expected)
    if suffix := manifest.prompt.suffix:
        *before, last = conversation.turns
        turns = (*before, last | {"content": last["content"] + suffix})
        conversation = Conversation(turns, conversation.steps, conversation.answer)
    return Asked(conversation, expected)


def _parse_question(record: dict[str, Any], expected: str) -> Conversation:
    turns = record.get("prompt")
    if not isinstance(turns, list) or not turns or not all(_is_turn(turn) for turn in turns):
        raise DroppedRow("no_turns", f"expected `prompt` to hold turns of {', '.join(ROLES)}, each with its `content`")
    if turns[-1]["role"] != "user" or not turns[-1]["content"].strip():
        raise DroppedRow("no_turns", "expected `prompt` to end with what a user asks")
    steps, answer = record.get("trace_steps") or [], record.get("final_answer") or expected
    if not isinstance(steps, list) or not all(isinstance(each, str) for each in [*steps, answer]):
        raise DroppedRow("no_turns", "expected `trace_steps` to be a list of texts, and `final_answer` to be one")
    given = tuple({"role": turn["role"], "content": turn["content"]} for turn in turns)
    conversation = Conversation(given, tuple(steps), answer)
    require_valid_text(*conversation.texts())
    return conversation


def _is_turn(turn: Any) -> bool:
    return isinstance(turn, dict) and turn.get("role") in ROLES and isinstance(turn.get("content"), str)
