"""memory.py none|tunix|ours VOCABULARY LENGTH: the most memory of this process, after a step with a loss, or none."""

import dataclasses
import json
import resource
import sys

import bundles  # noqa: F401 (finds the launcher)

ROWS = 4


def main(kind: str, vocabulary: int, length: int) -> None:
    import jax
    import numpy
    import optax
    from flax import nnx
    from jax import numpy as jnp
    from tunix.models import automodel, dummy_model_creator
    from tunix.models.gemma3.model import Gemma3
    from tunix.sft.peft_trainer import _default_loss_fn

    from tunix_rt_launcher.loss import mean_loss
    from tunix_rt_launcher.training import model_input

    config = dataclasses.replace(
        automodel.call_model_config("gemma3_270m"),
        num_layers=1,
        num_embed=vocabulary,
        embed_dim=64,
        hidden_dim=64,
        num_heads=1,
        head_dim=64,
        num_kv_heads=1,
    )
    module = dummy_model_creator.create_dummy_model(Gemma3, config, dtype=jnp.float32, random_seed=0)
    optimizer = nnx.Optimizer(module, optax.adamw(1e-3), wrt=nnx.Param)
    shape = (ROWS, length)
    batch = {
        "input_tokens": jnp.asarray(numpy.random.default_rng(0).integers(0, vocabulary, shape), jnp.int32),
        "input_mask": jnp.ones(shape, jnp.bool_),
        "segments": jnp.ones(shape, jnp.int32),
        "positions": jnp.broadcast_to(jnp.arange(length), shape),
    }
    value = 0.0
    if kind != "none":
        loss = mean_loss if kind == "ours" else _default_loss_fn

        @nnx.jit
        def step(module, optimizer, batch):
            value, gradients = nnx.value_and_grad(loss)(module, **model_input(batch))
            optimizer.update(module, gradients)
            return value

        value = float(step(module, optimizer, batch))
    jax.block_until_ready(nnx.state(module))
    print(json.dumps({"peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, "loss": value}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
