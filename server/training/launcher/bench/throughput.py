"""throughput.py ROWS padded|buckets|packed: useful tokens a second of steps that are compiled.

`padded` is what there was before: one length for all batches, that of the longest row in tiles of 128. Packed sequences
are as long, so that attention costs each token the same.
"""

import dataclasses
import json
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from bundles import make_bundle, open_bundle

STEPS = 40


def main(rows: str, kind: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _, plan, _, _ = open_bundle(make_bundle(Path(folder), rows, training={"max_seq_length": 32_768}))
        length = -(-max(plan.order.lengths) // 128) * 128
        path = make_bundle(
            Path(folder), rows, data={"packing": kind == "packed"}, training={"max_seq_length": length}
        )
        _, plan, model, mesh = open_bundle(path)
        if kind == "padded":
            plan = dataclasses.replace(plan, lengths=[length])
        print(json.dumps(measure(plan, model.module, mesh)))


def measure(plan, module, mesh) -> dict:
    import jax
    import optax
    from flax import nnx

    from tunix_rt_launcher.batches import TrainingBatches
    from tunix_rt_launcher.loss import mean_loss
    from tunix_rt_launcher.training import model_input

    optimizer = nnx.Optimizer(module, optax.adamw(1e-3), wrt=nnx.Param)

    @nnx.jit
    def step(module, optimizer, batch):
        value, gradients = nnx.value_and_grad(mean_loss)(module, **model_input(batch))
        optimizer.update(module, gradients)
        return value

    batches = TrainingBatches(plan.records, plan.order, plan.lengths, 0, 10**9, 1, lambda: False)
    made = list(islice(batches, STEPS))
    with mesh:
        for length in plan.lengths:
            for batch in made:
                if batch["input_tokens"].shape[1] == length:
                    step(module, optimizer, batch)
                    break
        jax.block_until_ready(nnx.state(module))
        start = time.perf_counter()
        for batch in made:
            loss = step(module, optimizer, batch)
        loss.block_until_ready()
        taken = time.perf_counter() - start
    useful, computed = (sum(size[index] for size in batches.sizes[: len(made)]) for index in (0, 1))
    return {"tokens_per_second": useful / taken, "fill": useful / computed, "lengths": plan.lengths}


if __name__ == "__main__":
    main(*sys.argv[1:])
