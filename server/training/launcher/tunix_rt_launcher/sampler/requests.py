"""What is asked of a sampler: a JSON object a line."""

import json
from dataclasses import dataclass
from typing import Any

from ..conversation import Conversation, parse_conversation
from ..fields import Values, read_values
from ..records import DroppedRow
from ..sections import ManifestError, Section
from ..verifier.verdict import shown


@dataclass(frozen=True)
class Prompt:
    """Asks for completions of a conversation by the checkpoint of a step; 0 is the base."""

    id: str
    step: int
    conversation: Conversation
    sampling: Values


@dataclass(frozen=True)
class Cancel:
    """Asks to end what was asked for by this id."""

    id: str


class RequestError(ValueError):
    """A line that asks for nothing that can be done; `id` is what it calls itself, where it says so."""

    def __init__(self, message: str, id: str | None = None):
        super().__init__(message)
        self.id = id


def parse_request(line: bytes, steps: tuple[int, ...]) -> Prompt | Cancel:
    """Raises RequestError, naming what is wrong."""
    record = _record(line)
    id = record.get("id")
    if not isinstance(id, str) or not id:
        raise RequestError(f"Expected `id` to be a text, got {_shown(id)}")
    try:
        return Cancel(id) if record.get("cancel") is True else _prompt(id, record, steps)
    except (ManifestError, DroppedRow) as error:
        raise RequestError(str(error), id) from error


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"Expected a JSON object, got a line that is no JSON: {error}") from error
    if not isinstance(record, dict):
        raise RequestError(f"Expected a JSON object, got {type(record).__name__}")
    return record


def _prompt(id: str, record: dict[str, Any], steps: tuple[int, ...]) -> Prompt:
    step, prompt = record.get("step", steps[-1]), record.get("prompt")
    if type(step) is not int or step not in steps:
        raise RequestError(f"Expected `step` to be {' or '.join(map(str, steps))}, got {_shown(step)}", id)
    if not isinstance(prompt, str) or not prompt.strip():
        raise RequestError(f"Expected `prompt` to be a text that is not empty, got {_shown(prompt)}", id)
    given = record.get("sampling", {})
    if not isinstance(given, dict):
        raise RequestError(f"Expected `sampling` to be an object, got {_shown(given)}", id)
    # The answer is what is asked for: it is written down to have a whole conversation, and left out.
    conversation = parse_conversation({"context": record.get("context") or [], "prompts": prompt, "final_answer": "0"})
    return Prompt(id, step, conversation, read_values(Section("sampling", given), mode="sample", by_model={}))


def _shown(value: Any) -> str:
    return "nothing" if value is None else shown(repr(value), 80)
