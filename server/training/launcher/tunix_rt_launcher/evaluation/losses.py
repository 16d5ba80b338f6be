"""How likely the expected text of each question is to a model."""

from collections.abc import Iterator
from typing import Any

import jax
import numpy
from flax import nnx

from ..batches import make_batch
from ..lengths import choose_lengths
from ..loss import MOST_LOGITS, row_losses
from ..records import Records
from ..training import model_input
from .questions import Question

LENGTH_MULTIPLE = 32
MOST_ROWS = 32


class ExpectedLosses:
    """Minus the log probability of each question's expected text; compiled once for all models that differ in weights."""

    def __init__(self, module: Any, questions: list[Question], vocabulary: int, pad: int):
        self.questions, self.pad = questions, pad
        self.records = _records(questions)
        lengths = self.records.lengths()
        self.lengths = choose_lengths(lengths, max(lengths), LENGTH_MULTIPLE)
        self.rows = max(1, min(MOST_ROWS, MOST_LOGITS // (vocabulary * self.lengths[-1])))
        graph = nnx.graphdef(module)

        @jax.jit
        def measure(state: Any, batch: Any) -> jax.Array:
            inputs = model_input(batch)
            return row_losses(nnx.merge(graph, state), inputs.pop("input_tokens"), inputs.pop("input_mask"), **inputs)

        self._measure = measure

    def of(self, module: Any, done: int) -> Iterator[list[tuple[Question, float]]]:
        """The questions after the first `done`, each with its loss, some at a time."""
        state = nnx.variables(module)
        start = done - done % self.rows
        while start < len(self.questions):
            rows = range(start, min(start + self.rows, len(self.questions)))
            batch = make_batch(self.records, [[row] for row in rows], self.lengths, self.pad, self.rows)
            losses = numpy.asarray(self._measure(state, batch))
            yield [(self.questions[row], float(losses[row - start])) for row in rows if row >= done]
            start += self.rows


def _records(questions: list[Question]) -> Records:
    tokens = [question.prompt + question.answer for question in questions]
    return Records(
        numpy.array([token for row in tokens for token in row], numpy.int32),
        numpy.cumsum([0, *map(len, tokens)], dtype=numpy.int64),
        numpy.array([len(question.prompt) for question in questions], numpy.int32),
    )
