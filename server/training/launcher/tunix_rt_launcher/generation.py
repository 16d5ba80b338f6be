"""Completions of prompts by Tunix's sampler, which are there as far as they have come."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import numpy
from tunix.generate import sampler as tunix_sampler

from .encoder import Encoder
from .gemma_turns import END

# A prompt of another length is compiled anew: lengths in tiles, as accelerators work.
LENGTH_MULTIPLE = 128
LENGTH_MULTIPLE_ON_CPU = 32


@dataclass(frozen=True)
class Completion:
    """What the model wrote; `tokens` and `logprobs` are without the token that ended it."""

    text: str
    tokens: list[int]
    logprobs: list[float]
    is_cut_off: bool


@dataclass(frozen=True)
class Ends:
    """What ends a completion: any of some tokens, and a text where the end of a turn is no token."""

    tokens: tuple[int, ...]
    text: str | None


@dataclass(frozen=True)
class Drawing:
    """How tokens are chosen; at a temperature of 0 the likeliest."""

    temperature: float
    top_p: float
    seed: Any


@dataclass(frozen=True)
class Drawn:
    """Tokens without the one that ended them, if one did, and their log probabilities."""

    tokens: list[int]
    logprobs: list[float]
    is_ended: bool


class TokenIds:
    """Stands in for the tokenizer of Tunix's sampler, which is given ids: what a user writes as `<end_of_turn>` stays text."""

    def __init__(self, pad: int, end: int):
        self._pad, self._end = pad, end

    def encode(self, text: str, **_: Any) -> list[int]:
        raise NotImplementedError("Prompts are given as ids")

    def decode(self, ids: list[int], **_: Any) -> str:
        raise NotImplementedError("Completions are taken as ids")

    def bos_id(self) -> int:
        return 0

    def eos_id(self) -> int:
        return self._end

    def pad_id(self) -> int:
        return self._pad


class Sampler(tunix_sampler.Sampler):
    """Takes prompts as ids, and hands out tokens before the last of them is there. Compiled once for all models that differ
    in weights, but anew for another number of prompts or another drawing.
    """

    def __init__(self, module: Any, *, pad: int, ends: Ends, prompt_length: int, most_tokens: int):
        config = module.config
        super().__init__(
            module,
            TokenIds(pad, ends.tokens[0]),
            tunix_sampler.CacheConfig(
                cache_size=prompt_length + most_tokens,
                num_layers=config.num_layers,
                num_kv_heads=config.num_kv_heads,
                head_dim=config.head_dim,
            ),
        )
        self.eos_ids = jax.numpy.array(ends.tokens)
        self.prompt_length, self.most_tokens = prompt_length, most_tokens
        self._decode_part = jax.jit(self._decode_until, donate_argnums=(1,))

    def begin(self, prompts: list[list[int]], drawing: Drawing, weights: Any = None) -> "Generation":
        """Reads prompts and draws the first token of each; with other weights than its own where given."""
        weights = self._flattened_transformer_state if weights is None else weights
        pad = self.tokenizer.pad_id()
        ids = numpy.array([[pad] * (self.prompt_length - len(prompt)) + prompt for prompt in prompts], numpy.int32)
        # Tunix passes over a temperature without top_p.
        chosen = (
            {"temperature": 0.0, "top_p": None}
            if drawing.temperature == 0
            else {"temperature": drawing.temperature, "top_p": drawing.top_p}
        )
        state = self.init_sample_state(
            jax.numpy.array(ids),
            total_sampling_steps=self.prompt_length + self.most_tokens,
            include_logits=False,
            include_logprobs=True,
            forbidden_token_ids=None,
            top_k=None,
            beam_size=None,
            seed=drawing.seed,
            **chosen,
        )
        return Generation(self, weights, self._compiled_prefill_fn(weights, state, None, echo=False))

    def decode(self, weights: Any, state: Any, last: int) -> Any:
        """Draws until the token at `last` is there, or all are done."""
        return self._decode_part(weights, state, last)

    def _decode_until(self, weights: Any, state: Any, last: jax.Array) -> Any:
        def goes_on(state: Any) -> jax.Array:
            return (state.decoding_step < last) & jax.numpy.any(~state.done)

        return jax.lax.while_loop(goes_on, partial(self._sample_step, weights), state)


class Generation:
    """Completions in the making."""

    def __init__(self, sampler: Sampler, weights: Any, state: Any):
        self._sampler, self._weights, self._state = sampler, weights, state

    def advance(self, tokens: int) -> None:
        """Draws up to so many more tokens of each."""
        first, most = self._sampler.prompt_length, self._sampler.most_tokens
        last = min(int(self._state.decoding_step) + tokens, first + most - 1)
        self._state = self._sampler.decode(self._weights, self._state, last)

    def drawn(self) -> list[Drawn]:
        """What there is of each so far."""
        buffer, logprobs, last = jax.device_get(
            (self._state.token_buffer, self._state.logprobs_buffer, self._state.decoding_step)
        )
        part = slice(self._sampler.prompt_length, int(last) + 1)
        ends = set(jax.device_get(self._sampler.eos_ids).tolist())
        return [
            _until_end(tokens, values, ends)
            for tokens, values in zip(buffer[:, part].tolist(), logprobs[:, part].tolist(), strict=True)
        ]


def _until_end(tokens: list[int], logprobs: list[float], ends: set[int]) -> Drawn:
    length = next((place for place, token in enumerate(tokens) if token in ends), None)
    return Drawn(tokens[:length], logprobs[:length], is_ended=length is not None)


def find_ends(encoder: Encoder, template: str, learned: Iterable[list[int]], vocabulary: int) -> Ends:
    """What ends a completion in a template, where `learned` are answers as training has them, with their ends."""
    is_written = template == "gemma" and END not in encoder.markers
    tokens = {*encoder.ends, *(() if is_written else (answer[-1] for answer in learned))}
    return Ends(tuple(sorted(tokens)) or (vocabulary,), END if is_written else None)


def find_padding(encoder: Encoder, prompts: list[list[int]], ends: Ends, vocabulary: int) -> int:
    """A token that no prompt has and that ends nothing, for Tunix hides from the model what equals its padding."""
    used = {token for prompt in prompts for token in prompt} | set(ends.tokens)
    return next(token for token in [encoder.pad, *range(vocabulary - 1, -1, -1)] if token not in used)


def padded_length(tokens: int) -> int:
    multiple = LENGTH_MULTIPLE_ON_CPU if jax.default_backend() == "cpu" else LENGTH_MULTIPLE
    return -(-tokens // multiple) * multiple


def complete(encoder: Encoder, ends: Ends, drawn: Drawn, most_tokens: int) -> Completion:
    """The completion of what was drawn, of which no more than so many tokens count."""
    tokens = drawn.tokens[:most_tokens]
    text = encoder.decode(tokens)
    is_cut_off = len(tokens) >= most_tokens
    if ends.text is not None and ends.text in text:
        text, is_cut_off = text[: text.index(ends.text)], False
    return Completion(text, tokens, drawn.logprobs[:most_tokens], is_cut_off)
