"""The order in which rows are trained on: of each epoch, as sequences of one row, or of several where they are packed."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .packing import pack


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


@dataclass(frozen=True)
class Order:
    """Rows in an order that depends on nothing but the seed, so that a resumed run sees what it would have seen.

    `lengths` holds the tokens of every row; `limit` is the most tokens of a packed sequence, None where each row is a
    sequence by itself.
    """

    rows: list[int]
    lengths: Sequence[int]
    batch_size: int
    seed: int
    limit: int | None

    def batches(self, epoch: int) -> Iterator[list[list[int]]]:
        """An epoch's batches of sequences of rows.

        Rows that fill no batch are left out, other ones each epoch. Of packed ones none is: they are too many to a
        sequence, so that the last batch may hold fewer sequences.
        """
        order = list(self.rows)
        random.Random(f"epoch {epoch} {self.seed}").shuffle(order)
        sequences = sequences_of(order, self.lengths, self.limit)
        end = len(sequences) if self.limit else len(sequences) - len(sequences) % self.batch_size
        for start in range(0, end, self.batch_size):
            yield sequences[start : start + self.batch_size]


def sequences_of(rows: list[int], lengths: Sequence[int], limit: int | None) -> list[list[int]]:
    """Rows in their order, packed up to `limit` tokens, or one to a sequence without it."""
    return [[row] for row in rows] if limit is None else pack(rows, lengths, limit)
