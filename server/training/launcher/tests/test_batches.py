import json
from pathlib import Path

import pytest

import numpy

from tunix_rt_launcher.batches import EvaluationBatches, TrainingBatches, make_batch
from tunix_rt_launcher.order import Order, split_rows
from tunix_rt_launcher.records import Records

ROWS = 11


def records() -> Records:
    """Row i is the token i + 1, three times; the last two are learned."""
    tokens = numpy.repeat(numpy.arange(1, ROWS + 1, dtype=numpy.int32), 3)
    return Records(tokens, numpy.arange(0, 3 * ROWS + 1, 3), numpy.ones(ROWS, numpy.int32))


def batches(total: int, accumulated: int = 1, is_stopping=lambda: False, seed: int = 0, limit: int | None = None):
    order = Order(list(range(ROWS)), records().lengths(), 4, seed, limit)
    return TrainingBatches(records(), order, [8], 0, total, accumulated, is_stopping)


def training(*arguments, **options) -> list[list[int]]:
    return [batch["input_tokens"][:, 0].tolist() for batch in batches(*arguments, **options)]


def test_an_epoch_holds_each_row_at_most_once_and_only_full_batches():
    first, second, third, fourth = training(total=4)
    assert len(set(first + second)) == 8 and len(set(third + fourth)) == 8
    assert first + second != third + fourth


def test_the_order_depends_on_the_seed_alone():
    assert training(total=6) == training(total=6)
    assert training(total=6) != training(total=6, seed=1)
    assert training(total=6, limit=8) == training(total=6, limit=8) != training(total=6, limit=8, seed=1)


def test_stops_only_between_the_steps_of_the_optimizer():
    seen = iter([False, False, True])
    assert len(training(total=20, accumulated=3, is_stopping=lambda: next(seen))) == 6


def test_a_packed_epoch_holds_every_row_once_and_sequences_of_nothing_fill_its_last_batch():
    made = batches(total=4, limit=8)
    first, second, third, _ = list(made)
    rows = [sorted(set(batch["input_tokens"].ravel().tolist()) - {0}) for batch in (first, second, third)]
    assert sorted(rows[0] + rows[1]) == list(range(1, ROWS + 1)) and rows[2] != rows[0]
    assert second["segments"].max(axis=1).tolist() == [2, 1, 0, 0]
    assert made.sizes[:2] == [(24, 32), (9, 32)]


def test_each_packed_row_begins_at_position_0_and_learns_its_own_answer():
    batch = make_batch(records(), [[4, 7], [2]], [6, 16], 0, 2)
    assert batch["input_tokens"].tolist() == [[5, 5, 5, 8, 8, 8], [3, 3, 3, 0, 0, 0]]
    assert batch["segments"].tolist() == [[1, 1, 1, 2, 2, 2], [1, 1, 1, 0, 0, 0]]
    assert batch["positions"].tolist() == [[0, 1, 2, 0, 1, 2], [0, 1, 2, 0, 0, 0]]
    assert batch["input_mask"].astype(int).tolist() == [[0, 1, 1, 0, 1, 1], [0, 1, 1, 0, 0, 0]]


def test_evaluation_takes_every_row_and_fills_the_last_batch_with_nothing():
    batches = EvaluationBatches(records(), [[row] for row in range(ROWS)], 4, [8], 0, lambda: False)
    first, _, last = list(batches)
    assert len(batches) == 3 and batches.targets() == 2 * ROWS
    assert first["input_mask"].sum() == 8
    assert last["segments"].sum(axis=1).tolist() == [3, 3, 3, 0] and not last["input_mask"][3].any()
    assert last["input_tokens"].shape == (4, 8)


def test_an_evaluation_that_is_cut_short_says_so():
    seen = iter([False, True])
    batches = EvaluationBatches(records(), [[row] for row in range(ROWS)], 4, [8], 0, lambda: next(seen))
    assert len(list(batches)) == 1 and batches.was_interrupted


def test_holds_out_the_same_rows_each_time_and_trains_on_none_of_them():
    split = split_rows(100, 0.1, seed=3)
    assert split == split_rows(100, 0.1, seed=3) != split_rows(100, 0.1, seed=4)
    assert len(split.evaluation) == 10 and sorted(split.training + split.evaluation) == list(range(100))


# The server's dry run counts by the same cases.
CASES = json.loads((Path(__file__).parent / "held_out.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_holds_out_the_nearest_number_of_rows(case):
    assert len(split_rows(case["rows"], case["fraction"], seed=0).evaluation) == case["heldOut"]
