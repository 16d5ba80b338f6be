import random

import pytest

from tunix_rt_launcher.packing import OPEN_SEQUENCES, pack


@pytest.mark.parametrize("limit", [64, 100, 1000])
def test_every_row_is_in_one_sequence_and_none_is_over_the_limit(limit):
    lengths = [random.Random(f"{limit} {row}").randint(1, 64) for row in range(2000)]
    sequences = pack(range(2000), lengths, limit)
    assert sorted(row for sequence in sequences for row in sequence) == list(range(2000))
    assert max(sum(lengths[row] for row in sequence) for sequence in sequences) <= limit
    assert sum(lengths) / (len(sequences) * limit) > 0.8


def test_a_row_goes_into_the_first_sequence_that_has_room():
    assert pack([0, 1, 2, 3, 4], [6, 5, 4, 5, 9], limit=10) == [[0, 2], [1, 3], [4]]


def test_the_oldest_sequence_closes_when_too_many_are_open():
    lengths = [6] * (OPEN_SEQUENCES + 1) + [4, 4]
    sequences = pack(range(len(lengths)), lengths, limit=10)
    assert sequences[0] == [0] and sequences[1] == [1, OPEN_SEQUENCES + 1]


def test_packs_nothing_into_nothing():
    assert pack([], [], limit=10) == []
