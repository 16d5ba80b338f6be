import itertools
import random

import pytest

from tunix_rt_launcher.lengths import LEAST_BATCHES, choose_lengths, fit


def test_rounds_up_within_the_limit():
    assert [choose_lengths([longest], 300, 128) for longest in (1, 128, 129, 290)] == [[128], [128], [256], [300]]


def test_one_length_is_enough_for_few_batches():
    assert choose_lengths([16] * LEAST_BATCHES + [1024], 2048, 128) == [1024]
    assert choose_lengths([16] * 2 * LEAST_BATCHES + [1024], 2048, 128) == [128, 1024]


def test_a_further_length_saves_a_tenth_at_least():
    assert choose_lengths([1000] * 500 + [1024] * 500, 2048, 16) == [1024]


@pytest.mark.parametrize("seed", range(5))
def test_no_other_two_lengths_would_have_fewer_tokens(seed):
    drawn = random.Random(seed)
    longest = [min(4096, int(drawn.lognormvariate(5, 0.8)) + 1) for _ in range(3000)]
    lengths = choose_lengths(longest, 4096, 128)
    sizes = {min(4096, -(-each // 128) * 128) for each in longest}

    def tokens(chosen: list[int]) -> int:
        return sum(fit(each, chosen) for each in longest)

    others = (sorted({*few, max(sizes)}) for few in itertools.combinations(sizes, len(lengths) - 1))
    assert tokens(lengths) == min(map(tokens, others))
