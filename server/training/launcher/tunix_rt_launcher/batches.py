"""Batches of token ids, as the model takes them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy

from .lengths import fit
from .order import Order
from .records import Records

Batch = dict[str, numpy.ndarray]


@dataclass(frozen=True)
class TrainingBatches:
    """Epochs of shuffled batches, `total` in all; ends early when asked to stop.

    `sizes` holds of each batch that was made its real tokens, and all that are computed.
    """

    records: Records
    order: Order
    lengths: list[int]
    pad: int
    total: int
    accumulated: int
    is_stopping: Callable[[], bool]
    sizes: list[tuple[int, int]] = field(default_factory=list)

    def __iter__(self) -> Iterator[Batch]:
        self.sizes.clear()
        for number, sequences in enumerate(self._epochs()):
            # Between the parts of one accumulated step, a checkpoint would restart that step half done.
            if number == self.total or (number % self.accumulated == 0 and self.is_stopping()):
                return
            batch = make_batch(self.records, sequences, self.lengths, self.pad, self.order.batch_size)
            self.sizes.append((int((batch["segments"] > 0).sum()), batch["segments"].size))
            yield batch

    def _epochs(self) -> Iterator[list[list[int]]]:
        epoch = 0
        while True:
            yield from self.order.batches(epoch)
            epoch += 1


@dataclass
class EvaluationBatches:
    """All held-out sequences in their order; sequences of nothing fill the last batch."""

    records: Records
    sequences: list[list[int]]
    batch_size: int
    lengths: list[int]
    pad: int
    is_stopping: Callable[[], bool]
    was_interrupted: bool = False

    def __len__(self) -> int:
        return -(-len(self.sequences) // self.batch_size)

    def __iter__(self) -> Iterator[Batch]:
        self.was_interrupted = False
        for start in range(0, len(self.sequences), self.batch_size):
            if self.is_stopping():
                self.was_interrupted = True
                return
            sequences = self.sequences[start : start + self.batch_size]
            yield make_batch(self.records, sequences, self.lengths, self.pad, self.batch_size)

    def targets(self) -> int:
        """How many tokens are predicted in one evaluation."""
        rows = [row for sequence in self.sequences for row in sequence]
        return sum(self.records.length(row) - int(self.records.prompt_lengths[row]) for row in rows)


def make_batch(
    records: Records, sequences: Sequence[list[int]], lengths: list[int], pad: int, size: int
) -> Batch:
    """Lays the rows of each sequence end to end, and pads to the least of `lengths` that holds the longest of them,
    and to `size` sequences.

    All [size, length]: `input_tokens` int32; `input_mask` bool, true where the token is learned; `segments` int32, the
    number of the row in its sequence from 1, 0 for padding; `positions` int32, from 0 in each row.
    """
    tokens_of = [sum(records.length(row) for row in sequence) for sequence in sequences]
    shape = (size, fit(max(tokens_of), lengths))
    tokens = numpy.full(shape, pad, numpy.int32)
    mask = numpy.zeros(shape, numpy.bool_)
    segments = numpy.zeros(shape, numpy.int32)
    positions = numpy.zeros(shape, numpy.int32)
    for index, sequence in enumerate(sequences):
        start = 0
        for number, row in enumerate(sequence, start=1):
            end = start + records.length(row)
            tokens[index, start:end] = records.tokens[records.starts[row] : records.starts[row + 1]]
            mask[index, start + records.prompt_lengths[row] : end] = True
            segments[index, start:end] = number
            positions[index, start:end] = numpy.arange(end - start)
            start = end
    return {"input_tokens": tokens, "input_mask": mask, "segments": segments, "positions": positions}
