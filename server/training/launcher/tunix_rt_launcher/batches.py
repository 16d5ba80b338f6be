"""Batches in an order that depends on nothing but the seed, so that a resumed run sees what it would have seen."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy

from .records import Records

Batch = dict[str, numpy.ndarray]

# Accelerators work in tiles of 128; a length that varies would compile anew for each.
LENGTH_MULTIPLE = 128


@dataclass(frozen=True)
class Split:
    """Which rows are trained on and which are held out."""

    training: list[int]
    evaluation: list[int]


def split_rows(rows: int, fraction: float, seed: int) -> Split:
    """Holds out a share of the rows, chosen by the seed: at least one, when the share is not zero."""
    held_out = max(1, round(rows * fraction)) if fraction > 0 and rows > 0 else 0
    order = list(range(rows))
    random.Random(f"evaluation {seed}").shuffle(order)
    return Split(training=sorted(order[held_out:]), evaluation=sorted(order[:held_out]))


def sequence_length(longest: int, max_seq_length: int) -> int:
    """The one length, in tokens, that every batch is padded to."""
    return min(max_seq_length, -(-longest // LENGTH_MULTIPLE) * LENGTH_MULTIPLE)


@dataclass(frozen=True)
class TrainingBatches:
    """Epochs of shuffled batches, without the rows that do not fill one; ends early when asked to stop."""

    records: Records
    rows: list[int]
    batch_size: int
    length: int
    pad: int
    seed: int
    total: int
    accumulated: int
    is_stopping: Callable[[], bool]

    def __iter__(self) -> Iterator[Batch]:
        for number, rows in enumerate(self._orders()):
            # Between the parts of one accumulated step, a checkpoint would restart that step half done.
            if number == self.total or (number % self.accumulated == 0 and self.is_stopping()):
                return
            yield make_batch(self.records, rows, self.length, self.pad)

    def _orders(self) -> Iterator[list[int]]:
        epoch = 0
        while True:
            order = list(self.rows)
            random.Random(f"epoch {epoch} {self.seed}").shuffle(order)
            for start in range(0, len(order) - self.batch_size + 1, self.batch_size):
                yield order[start : start + self.batch_size]
            epoch += 1


@dataclass
class EvaluationBatches:
    """All held-out rows in their order; rows of nothing fill the last batch."""

    records: Records
    rows: list[int]
    batch_size: int
    length: int
    pad: int
    is_stopping: Callable[[], bool]
    was_interrupted: bool = False

    def __len__(self) -> int:
        return -(-len(self.rows) // self.batch_size)

    def __iter__(self) -> Iterator[Batch]:
        self.was_interrupted = False
        for start in range(0, len(self.rows), self.batch_size):
            if self.is_stopping():
                self.was_interrupted = True
                return
            yield make_batch(
                self.records,
                self.rows[start : start + self.batch_size],
                self.length,
                self.pad,
                self.batch_size,
            )

    def targets(self) -> int:
        """How many tokens are predicted in one evaluation."""
        return sum(self.records.length(row) - int(self.records.prompt_lengths[row]) for row in self.rows)


def make_batch(records: Records, rows: list[int], length: int, pad: int, size: int | None = None) -> Batch:
    """Pads rows to `length` tokens and, with `size`, the batch to that many rows.

    `input_tokens` [rows, length] int32; `input_mask` [rows, length] bool, true where the token is learned;
    `lengths` [rows] int32, the tokens before the padding.
    """
    size = size or len(rows)
    tokens = numpy.full((size, length), pad, numpy.int32)
    mask = numpy.zeros((size, length), numpy.bool_)
    lengths = numpy.zeros(size, numpy.int32)
    for index, row in enumerate(rows):
        count = records.length(row)
        tokens[index, :count] = records.tokens[records.starts[row] : records.starts[row + 1]]
        mask[index, records.prompt_lengths[row] : count] = True
        lengths[index] = count
    return {"input_tokens": tokens, "input_mask": mask, "lengths": lengths}
