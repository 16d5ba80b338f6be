"""Conversations in a tokenizer's own template, and what of them is learned."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .conversation import Conversation, Turn, merge_turns, write_response
from .records import DroppedRow, Encoded

# What templates that tell the date tell, so that a run is the same every day: Llama's own where it can't ask for it.
TODAY = datetime(2024, 7, 26)
PROBE = Conversation(({"role": "user", "content": "What is 2 plus 3?"},), ("Add 2 and 3.",), "5")


@dataclass(frozen=True)
class ChatTemplate:
    """A tokenizer's template. `render` writes turns, up to the point of generation when asked to.

    `encode` takes its texts, where special tokens count; `specials` are those, as they are written.
    """

    name: str
    render: Callable[[list[Turn], bool], str] = field(repr=False)
    encode: Callable[[list[str]], list[list[int]]] = field(repr=False)
    specials: tuple[str, ...] = field(repr=False)
    has_reasoning: bool


@dataclass(frozen=True)
class Rendered:
    """The text of a row: what is given, and what is learned. `is_merged` tells of turns that are not its own."""

    before: str
    trained: str
    is_merged: bool


class TemplateProblem(Exception):
    """What a template does to a conversation so that it can't be learned."""


def template_of(tokenizer: Any, name: str) -> ChatTemplate | None:
    """The chat template of a Hugging Face tokenizer; None where it has none."""
    if tokenizer.chat_template is None:
        return None

    def render(turns: list[Turn], is_asking: bool) -> str:
        return tokenizer.apply_chat_template(
            turns, tokenize=False, add_generation_prompt=is_asking, strftime_now=TODAY.strftime
        )

    def encode(texts: list[str]) -> list[list[int]]:
        return tokenizer(texts, add_special_tokens=False, split_special_tokens=False, verbose=False)["input_ids"]

    return ChatTemplate(
        name=name,
        render=render,
        encode=encode,
        specials=tuple(str(token) for token in tokenizer.added_tokens_decoder.values() if token.special),
        has_reasoning="reasoning_content" in tokenizer.get_chat_template(),
    )


def find_problem(template: ChatTemplate, reasoning: str) -> str | None:
    """Why no conversation can be learned in a template; None where it can."""
    rendered = encode_conversations([PROBE], template, reasoning)[0]
    return rendered.detail if isinstance(rendered, DroppedRow) else None


def encode_conversations(
    chunk: list[Conversation], template: ChatTemplate, reasoning: str
) -> list[Encoded | DroppedRow]:
    """Prompt and answer of each conversation: the tokens of the prompt with its generation mark, and the others."""
    rendered = [_try(template, conversation, reasoning) for conversation in chunk]
    good = [each for each in rendered if isinstance(each, Rendered)]
    texts = [text for each in good for text in (each.before, each.before + each.trained)]
    tokens = iter(template.encode(texts) if texts else [])
    return [each if isinstance(each, DroppedRow) else _split(next(tokens), next(tokens), each) for each in rendered]


def render_conversation(template: ChatTemplate, conversation: Conversation, reasoning: str) -> Rendered:
    """Writes a conversation in a template; with merged turns where it does not take them as they are.

    Raises DroppedRow for special tokens in its texts, and TemplateProblem for what the template does to it.
    """
    for text in conversation.texts():
        if forged := next((special for special in template.specials if special in text), None):
            raise DroppedRow("forged_turn", f"its own text holds {forged}")
    answer = _answer(template, conversation, reasoning)
    try:
        return _render(template, conversation, conversation.turns, answer)
    except TemplateProblem:
        merged = merge_turns(conversation.turns)
        if merged == conversation.turns:
            raise
        return _render(template, conversation, merged, answer)


def _try(template: ChatTemplate, conversation: Conversation, reasoning: str) -> Rendered | DroppedRow:
    try:
        return render_conversation(template, conversation, reasoning)
    except DroppedRow as problem:
        return problem
    except TemplateProblem as problem:
        return DroppedRow("changed_by_template", str(problem))


def _split(before: list[int], whole: list[int], rendered: Rendered) -> Encoded | DroppedRow:
    if whole[: len(before)] != before:
        return DroppedRow("changed_by_template", "the last token of the prompt takes in the beginning of the answer")
    return Encoded(before, whole[len(before) :], rendered.is_merged)


def _answer(template: ChatTemplate, conversation: Conversation, reasoning: str) -> Turn:
    if reasoning == "think" and template.has_reasoning:
        thought = {"reasoning_content": conversation.thought()} if conversation.steps else {}
        return {"role": "assistant", "content": conversation.answer, **thought}
    return {"role": "assistant", "content": write_response(conversation, reasoning)}


def _render(template: ChatTemplate, conversation: Conversation, turns: tuple[Turn, ...], answer: Turn) -> Rendered:
    before = _apply(template, [*turns], True)
    whole = _apply(template, [*turns, answer], False)
    if not whole.startswith(before):
        raise TemplateProblem(_difference(before, whole))
    for turn in turns:
        # Reasoning of earlier turns may be left out: it is so at inference too.
        if turn["content"].split("</think>")[-1].strip() not in before:
            raise TemplateProblem(f"it leaves out what the {turn['role']} says: {_quote(turn['content'][:40])}")
    trained = whole[len(before) :].rstrip()
    learned = [answer.get("reasoning_content", ""), answer["content"]]
    if not _holds(trained, learned):
        raise TemplateProblem("it leaves out or changes the reasoning or the answer")
    if not any(trained.endswith(special) for special in template.specials):
        raise TemplateProblem("it ends the answer with no special token, so that the model would not learn to end")
    return Rendered(before, trained, turns != conversation.turns)


def _apply(template: ChatTemplate, turns: list[Turn], is_asking: bool) -> str:
    try:
        return template.render(turns, is_asking)
    except Exception as error:  # A template is a program, which can fail in any way.
        raise TemplateProblem(f"it refuses the turns: {error}") from error


def _holds(text: str, parts: list[str]) -> bool:
    place = 0
    for part in parts:
        found = text.find(part.strip(), place)
        if found < 0:
            return False
        place = found + len(part.strip())
    return True


def _difference(before: str, whole: str) -> str:
    place = next((at for at, (one, other) in enumerate(zip(before, whole)) if one != other), len(whole))
    after = _quote(before[max(0, place - 20) : place])
    expected, got = _quote(before[place : place + 20]), _quote(whole[place : place + 20])
    return f"after {after} the prompt goes on with {expected}, and the whole conversation with {got}"


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
