"""Gemma's turns: a user's and the model's by turns, between markers."""

from dataclasses import dataclass
from typing import Any

from .conversation import Conversation, merge_turns, write_response
from .encoder import Encoder
from .records import DroppedRow, Encoded, require_valid_text

START, END = "<start_of_turn>", "<end_of_turn>"
USER, MODEL = "user\n", "model\n"
# A hundred before the prompt, the prompt and the answer.
MOST_TURNS = 102


@dataclass(frozen=True)
class Turns:
    """One row's turns without their markers: those that are given, each with who speaks, and what is learned."""

    given: tuple[str, ...]
    model: str

    def texts(self) -> list[str]:
        """What is said, by whomever."""
        return [*(given.split("\n", 1)[1] for given in self.given), self.model]


def parse_rendered(record: dict[str, Any]) -> Turns:
    """The turns of a row that the markers are in already, as `tunix_sft` has it."""
    return split_turns(record.get("prompts"), record.get("turns", 2))


def write_turns(conversation: Conversation, reasoning: str) -> Turns:
    """Turns of a conversation. Raises DroppedRow when its own text holds a marker."""
    if any(marker in text for text in conversation.texts() for marker in (START, END)):
        raise DroppedRow("forged_turn", "its own text holds a turn marker")
    given = tuple(
        (MODEL if turn["role"] == "assistant" else USER) + turn["content"] for turn in merge_turns(conversation.turns)
    )
    return Turns(given, write_response(conversation, reasoning))


def split_turns(text: Any, count: Any = 2) -> Turns:
    """The turns of one rendered row.

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
    require_valid_text(text)
    return Turns(tuple(turns[:-1]), model)


def encode_turns(chunk: list[Turns], encoder: Encoder) -> list[Encoded]:
    """Prompt and answer of each row. They are encoded apart, as at inference, where the prompt is all there is."""
    given = iter(encoder.encode([text for turns in chunk for text in turns.given]))
    models = encoder.encode([turns.model for turns in chunk])
    newline, header = encoder.encode(["\n", MODEL])
    start, end = encoder.marker(START), encoder.marker(END)
    prompts = [
        encoder.bos + sum((start + next(given) + end + newline for _ in turns.given), []) + start + header
        for turns in chunk
    ]
    return [Encoded(prompt, model + end) for prompt, model in zip(prompts, models, strict=True)]


def _speakers(count: int) -> list[str]:
    """Who speaks each of so many turns: the model the last."""
    return [USER if (count - place) % 2 == 0 else MODEL for place in range(count)]
