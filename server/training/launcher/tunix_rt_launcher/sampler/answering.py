"""One prompt on its way to completions."""

import time
from collections.abc import Callable
from typing import Any

from ..encoder import Encoder
from ..generation import Completion, Ends, Generation, complete
from ..verifier.extract import extract
from ..verifier.turn import UnclosedThought, answering_part
from ..verifier.verdict import shown
from .pieces import Pieces
from .requests import Prompt

# Tokens are told together as far as they come faster than this, and not much slower.
TOO_OFTEN, TOO_SELDOM = 0.04, 0.15
MOST_AT_ONCE = 32


class Answering:
    """Draws some tokens at a time, and tells what they add."""

    def __init__(self, request: Prompt, encoder: Encoder, ends: Ends, begin: Callable[[], Generation]):
        self.request, self._encoder, self._ends, self._begin = request, encoder, ends, begin
        self._generation: Generation | None = None
        self._pieces = [Pieces(encoder.decode, ends.text) for _ in range(request.sampling.samples)]
        self._began = time.monotonic()
        self._turns, self._at_once, self._longest, self._before, self._drawn_in = 0, 1, 0, 0, 0.0

    def advance(self) -> tuple[list[tuple[int, str]], bool]:
        """What is new of each sample, and whether that was all."""
        began = time.monotonic()
        if self._generation is None:
            self._generation = self._begin()
        else:
            self._generation.advance(min(self._at_once, self._most - self._longest))
        drawn = self._generation.drawn()
        self._longest = max(len(each.tokens) for each in drawn)
        self._keep_pace(time.monotonic() - began, sum(len(each.tokens) for each in drawn))
        news = []
        for index, (each, pieces) in enumerate(zip(drawn, self._pieces, strict=True)):
            is_all = each.is_ended or len(each.tokens) >= self._most
            news.append((index, pieces.after(each.tokens[: self._most], is_all), is_all or pieces.is_over))
        return [(index, text) for index, text, _ in news if text], all(is_over for _, _, is_over in news)

    def result(self) -> dict[str, Any]:
        completions = self._completions()
        tokens = sum(len(completion.tokens) for completion in completions)
        return {
            "samples": [_sample(index, completion) for index, completion in enumerate(completions)],
            "seconds": round(time.monotonic() - self._began, 3),
            "tokens_per_second": round((tokens - self._before) / self._drawn_in, 1) if self._drawn_in else None,
        }

    @property
    def _most(self) -> int:
        return self.request.sampling.max_new_tokens

    def _completions(self) -> list[Completion]:
        return [complete(self._encoder, self._ends, drawn, self._most) for drawn in self._generation.drawn()]

    def _keep_pace(self, seconds: float, tokens: int) -> None:
        self._turns += 1
        # The first read the prompt, and compile what draws tokens: that tells nothing of how fast they come.
        if self._turns <= 2:
            self._before = tokens
            return
        self._drawn_in += seconds
        if seconds < TOO_OFTEN:
            self._at_once = min(self._at_once * 2, MOST_AT_ONCE)
        elif seconds > TOO_SELDOM:
            self._at_once = max(self._at_once // 2, 1)


def _sample(index: int, completion: Completion) -> dict[str, Any]:
    answer = None if completion.is_cut_off else _answer(completion.text)
    return {
        "index": index,
        "text": completion.text,
        "tokens": len(completion.tokens),
        "finish": "length" if completion.is_cut_off else "stop",
        "answer": answer,
    }


def _answer(text: str) -> str | None:
    """What the verifier would read; nothing of a thought that is never closed."""
    try:
        found = extract(answering_part(text))
    except UnclosedThought:
        return None
    return None if found is None else shown(found.text)
