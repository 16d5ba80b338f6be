"""How long the sequences of a batch are made: a few lengths, since an accelerator compiles anew for each."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy

MOST_LENGTHS = 4
# What a further length saves at least, as it takes time to compile for: of all tokens, and in batches of the longest.
LEAST_SHARE = 0.1
LEAST_BATCHES = 20


def choose_lengths(longest: Iterable[int], limit: int, multiple: int) -> list[int]:
    """The lengths, ascending, that batches are padded to: those with the fewest tokens in all.

    `longest` holds the tokens of the longest sequence of each batch. All lengths are multiples of `multiple`, or
    `limit`. There are at most MOST_LENGTHS; each further one saves a tenth of all tokens, and 20 batches of the longest.
    """
    counts = Counter(_round_up(length, multiple, limit) for length in longest)
    sizes, batches = sorted(counts), [counts[size] for size in sorted(counts)]
    chosen, tokens = [sizes[-1]], sizes[-1] * sum(batches)
    for lengths, total in _best(sizes, batches):
        if tokens - total < max(tokens * LEAST_SHARE, sizes[-1] * LEAST_BATCHES):
            break
        chosen, tokens = lengths, total
    return chosen


def fit(length: int, lengths: Sequence[int]) -> int:
    """The least of the ascending `lengths` that holds `length` tokens."""
    return lengths[bisect_left(lengths, length)]


def _round_up(length: int, multiple: int, limit: int) -> int:
    return min(limit, -(-max(length, 1) // multiple) * multiple)


def _best(sizes: list[int], batches: list[int]) -> Iterable[tuple[list[int], int]]:
    """The best two lengths, the best three and so on, each with its tokens: by dynamic programming over the sizes."""
    before = numpy.concatenate([[0], numpy.cumsum(batches)])
    size = numpy.array(sizes)
    # least[end]: the fewest tokens of the batches of the first `end` sizes, with as many lengths as were tried.
    least = size * before[1:]
    chains = [[end] for end in range(len(sizes))]
    for _ in range(1, min(MOST_LENGTHS, len(sizes))):
        tokens, longer = least.copy(), list(chains)
        for end in range(1, len(sizes)):
            through = least[:end] + size[end] * (before[end + 1] - before[1 : end + 1])
            start = int(through.argmin())
            if through[start] < tokens[end]:
                tokens[end], longer[end] = through[start], [*chains[start], end]
        least, chains = tokens, longer
        yield [sizes[index] for index in chains[-1]], int(least[-1])
