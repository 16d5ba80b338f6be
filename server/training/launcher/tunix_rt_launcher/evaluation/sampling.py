"""Completions of questions."""

from typing import Any

import jax
from flax import nnx

from ..encoder import Encoder
from ..fields import Values
from ..generation import Completion, Drawing, Sampler, complete, find_ends, find_padding, padded_length
from .questions import Question


class Asking:
    """Asks questions of one model after another, whose weights differ alone: everything is compiled once."""

    def __init__(
        self,
        module: Any,
        encoder: Encoder,
        questions: list[Question],
        sampling: Values,
        vocabulary: int,
        template: str,
    ):
        self.questions, self.sampling, self.encoder = questions, sampling, encoder
        prompts = [question.prompt for question in questions]
        self.ends = find_ends(encoder, template, (question.answer for question in questions), vocabulary)
        self.prompt_length = padded_length(max(map(len, prompts)))
        self.sampler = Sampler(
            module,
            pad=find_padding(encoder, prompts, self.ends, vocabulary),
            ends=self.ends,
            prompt_length=self.prompt_length,
            most_tokens=sampling.max_new_tokens,
        )

    def use(self, module: Any) -> None:
        """Asks this model from here on: it differs from the first in its weights alone."""
        self.sampler.transformer_state = nnx.variables(module)

    def total(self) -> int:
        """Samples of one model."""
        return len(self.questions) * self.sampling.samples

    def place(self, sample: int) -> tuple[Question, int]:
        """The question of a sample, and which of its samples it is."""
        return self.questions[sample // self.sampling.samples], sample % self.sampling.samples

    def draw(self, first: int) -> list[Completion]:
        """A batch of samples from a place on: what is drawn depends on seed, batch size and place, and nothing else."""
        samples = range(first, min(first + self.sampling.batch_size, self.total()))
        prompts = [self.place(sample)[0].prompt for sample in samples]
        # A last batch of another size would be compiled anew.
        filled = prompts + [prompts[-1]] * (self.sampling.batch_size - len(prompts))
        seed = jax.random.fold_in(jax.random.PRNGKey(self.sampling.seed), first)
        most = self.sampling.max_new_tokens
        generation = self.sampler.begin(filled, Drawing(self.sampling.temperature, self.sampling.top_p, seed))
        generation.advance(most)
        return [complete(self.encoder, self.ends, drawn, most) for drawn in generation.drawn()[: len(prompts)]]
