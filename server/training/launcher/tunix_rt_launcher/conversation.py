"""A row whose turns, reasoning and answer are apart: what the `trace` export holds."""

from dataclasses import dataclass
from typing import Any

from .records import DroppedRow, require_valid_text

# Who speaks, and what.
Turn = dict[str, str]
ROLES = ("system", "user", "assistant", "tool")


@dataclass(frozen=True)
class Conversation:
    """The turns up to the prompt, which is the last of them; then what is learned."""

    turns: tuple[Turn, ...]
    steps: tuple[str, ...]
    answer: str

    def texts(self) -> list[str]:
        """What is said, by whomever."""
        return [*(turn["content"] for turn in self.turns), *self.steps, self.answer]

    def thought(self) -> str:
        """The reasoning as a text of paragraphs."""
        return "\n\n".join(self.steps)


def parse_conversation(record: dict[str, Any]) -> Conversation:
    """Takes a record of the `trace` export apart. Raises DroppedRow, naming what is missing."""
    context = record.get("context", [])
    if not isinstance(context, list) or not all(_is_turn(turn) for turn in context):
        raise DroppedRow("no_turns", f"expected `context` to hold turns of {', '.join(ROLES)}, each with its `content`")
    steps = record.get("trace_steps", [])
    if not isinstance(steps, list) or not all(isinstance(step, str) for step in steps):
        raise DroppedRow("no_turns", "expected `trace_steps` to be a list of texts")
    for name in ("prompts", "final_answer"):
        if not isinstance(record.get(name), str) or not record[name].strip():
            raise DroppedRow("empty", f"`{name}` is missing, empty or no text")
    turns = [{"role": turn["role"], "content": turn["content"]} for turn in context]
    prompt = {"role": "user", "content": record["prompts"]}
    conversation = Conversation((*turns, prompt), tuple(steps), record["final_answer"])
    require_valid_text(*conversation.texts())
    return conversation


def write_response(conversation: Conversation, reasoning: str) -> str:
    """What the model learns to say, with its reasoning as numbered steps (`plain`) or between tags (`think`)."""
    steps, answer = conversation.steps, conversation.answer
    if reasoning == "think":
        return f"<think>\n{conversation.thought()}\n</think>\n\n{answer}" if steps else answer
    numbered = "".join(f"{number}. {step}\n" for number, step in enumerate(steps, start=1))
    return f"{f'Reasoning:{chr(10)}{numbered}' if numbered else ''}Answer: {answer}"


def merge_turns(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Turns of a user and an assistant by turns: what system and tools say, the user does; a row of one's is one."""
    merged: list[Turn] = []
    for turn in turns:
        role = "assistant" if turn["role"] == "assistant" else "user"
        if merged and merged[-1]["role"] == role:
            merged[-1]["content"] += f"\n\n{turn['content']}"
        else:
            merged.append({"role": role, "content": turn["content"]})
    return tuple(merged)


def _is_turn(turn: Any) -> bool:
    return isinstance(turn, dict) and turn.get("role") in ROLES and isinstance(turn.get("content"), str)
