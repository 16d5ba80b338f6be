"""Answers requests, several at a time and each a little at a time, until no more can come."""

from collections import deque
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import jax

from ..chat_template import PROBE
from ..encoder import Encoder
from ..failures import describe, hint
from ..generation import Drawing, Generation, Sampler, find_ends, find_padding, padded_length
from ..manifest import SamplerManifest
from ..records import DroppedRow
from ..rendering import choose_encoding
from .answering import Answering
from .inbox import Inbox
from .requests import Cancel, Prompt, RequestError, parse_request
from .weights import Weights

if TYPE_CHECKING:
    from ..models import Model

MOST_AT_ONCE = 4
# What is compiled is for so many tokens at most; asking for a few more compiles nothing.
LEAST_TOKENS = 64
MOST_COMPILED = 8

Tell = Callable[..., None]


class Service:
    """A model that answers. `tell` is given the kind of an event, and its fields."""

    def __init__(self, manifest: SamplerManifest, model: "Model", encoder: Encoder, tell: Tell):
        self._manifest, self._model, self._encoder, self._tell = manifest, model, encoder, tell
        self._encode = choose_encoding(manifest, encoder)
        probe = self._encode([PROBE])[0]
        self._ends = find_ends(encoder, manifest.prompt.template, [probe.answer], model.vocabulary)
        self._weights = Weights(model.module, manifest)
        self._sampler = lru_cache(MOST_COMPILED)(self._make_sampler)
        self._waiting: deque[Answering] = deque()
        self._active: deque[Answering] = deque()

    def run(self, inbox: Inbox) -> None:
        while True:
            inbox.take(self._hear, waits=not self._active)
            while self._waiting and len(self._active) < MOST_AT_ONCE:
                self._active.append(self._waiting.popleft())
            if not self._active:
                return
            self._advance(self._active.popleft())

    def _hear(self, line: bytes) -> None:
        id = None
        try:
            request = parse_request(line, self._manifest.steps)
            id = request.id
            if isinstance(request, Cancel):
                self._cancel(id)
            elif any(each.request.id == id for each in (*self._active, *self._waiting)):
                raise RequestError(f"Expected an `id` that nothing at work has, got {id}", id)
            else:
                self._accept(request)
        except RequestError as error:
            self._tell("refused", id=error.id or id, error=str(error))
        except BrokenPipeError:
            raise
        except Exception as error:  # A template is a program, which can fail in any way.
            self._tell("failed" if id else "refused", id=id, error=describe(error), hint=hint(error))

    def _accept(self, request: Prompt) -> None:
        prompt = self._prompt_tokens(request)

        def begin() -> Generation:
            most = max(LEAST_TOKENS, 2 ** (request.sampling.max_new_tokens - 1).bit_length())
            pad = find_padding(self._encoder, [prompt], self._ends, self._model.vocabulary)
            sampler = self._sampler(pad, padded_length(len(prompt)), most)
            # As an evaluation draws its first batch.
            seed = jax.random.fold_in(jax.random.PRNGKey(request.sampling.seed), 0)
            drawing = Drawing(request.sampling.temperature, request.sampling.top_p, seed)
            self._tell("began", id=request.id, prompt_tokens=len(prompt))
            return sampler.begin([prompt] * request.sampling.samples, drawing, self._weights.of(request.step))

        self._waiting.append(Answering(request, self._encoder, self._ends, begin))

    def _prompt_tokens(self, request: Prompt) -> list[int]:
        try:
            encoded = self._encode([request.conversation])[0]
        except DroppedRow as problem:
            encoded = problem
        if isinstance(encoded, DroppedRow):
            raise RequestError(f"Expected a prompt that the template takes, got one that it does not: {encoded}", request.id)
        tokens, most = encoded.prompt, request.sampling.max_prompt_tokens
        if len(tokens) > most:
            raise RequestError(
                f"Expected a prompt of at most {most} tokens, got {len(tokens)}: shorten it, or raise `max_prompt_tokens`",
                request.id,
            )
        if max(tokens) >= self._model.vocabulary:
            raise RequestError(
                f"Expected token ids below the model's {self._model.vocabulary} rows, got {max(tokens)}: the tokenizer "
                "belongs to another model",
                request.id,
            )
        return tokens

    def _cancel(self, id: str) -> None:
        for answering in (self._active, self._waiting):
            for each in [each for each in answering if each.request.id == id]:
                answering.remove(each)
                self._tell("cancelled", id=id)

    def _advance(self, answering: Answering) -> None:
        id = answering.request.id
        try:
            news, is_done = answering.advance()
            for index, text in news:
                self._tell("text", id=id, index=index, text=text)
            if is_done:
                self._tell("done", id=id, **answering.result())
            else:
                self._active.append(answering)
        except BrokenPipeError:
            raise
        except Exception as error:
            self._tell("failed", id=id, error=describe(error), hint=hint(error))

    def _make_sampler(self, pad: int, prompt_length: int, most_tokens: int) -> Any:
        return Sampler(
            self._model.module, pad=pad, ends=self._ends, prompt_length=prompt_length, most_tokens=most_tokens
        )
