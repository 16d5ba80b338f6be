"""What training minimises: the mean negative log likelihood of the tokens that are learned."""

from collections.abc import Callable
from typing import Any

import jax
from flax import nnx
from jax import numpy as jnp
from tunix.sft.utils import is_lora_enabled

# The most numbers of logits that are held at once, 128 MiB of float32.
MOST_LOGITS = 2**25


def mean_loss(
    model: Any,
    input_tokens: jax.Array,
    input_mask: jax.Array,
    positions: jax.Array,
    attention_mask: jax.Array,
) -> jax.Array:
    """The loss that Tunix computes by one-hot vectors over the whole vocabulary, by looking up each target's
    probability instead; where logits are many, in pieces along the sequence, which are computed anew for gradients.
    """
    total = row_losses(model, input_tokens, input_mask, positions, attention_mask).sum()
    return total / jnp.maximum(input_mask[:, 1:].astype(jnp.float32).sum(), 1)


def row_losses(
    model: Any,
    input_tokens: jax.Array,
    input_mask: jax.Array,
    positions: jax.Array,
    attention_mask: jax.Array,
) -> jax.Array:
    """Minus the log probability of the learned tokens of each row, summed: [rows]."""
    targets, weights = input_tokens[:, 1:], input_mask[:, 1:].astype(jnp.float32)
    hidden, head = _split_head(model, input_tokens, positions, attention_mask)
    size = jax.eval_shape(head, hidden[:, :1]).size * targets.shape[1]
    return _in_pieces(head, hidden[:, :-1], targets, weights, pieces=-(-size // MOST_LOGITS))


def _split_head(model: Any, *inputs: jax.Array) -> tuple[jax.Array, Callable[[jax.Array], jax.Array]]:
    """The model up to its last layer, and that layer. Where that has adapters, they only work within the model."""
    head = getattr(model, "lm_head", None) or model.embedder
    tokens, positions, mask = inputs
    if is_lora_enabled(head):
        return model(tokens, positions, None, mask)[0], lambda logits: logits
    norm, heard = model.final_norm, []

    def listen(values: jax.Array) -> jax.Array:
        heard.append(norm(values))
        return heard[-1]

    # Not every model of Tunix gives what its last layer gets. Nobody uses the logits that come of it: XLA leaves them out.
    vars(model)["final_norm"] = listen
    try:
        model(tokens, positions, None, mask)
    finally:
        vars(model)["final_norm"] = norm
    decode = getattr(head, "decode", head)
    cap = getattr(model, "final_logits_softcap", None) or getattr(model.config, "final_logit_softcap", None)

    def logits(hidden: jax.Array) -> jax.Array:
        values = decode(hidden)
        return values if cap is None else jnp.tanh(values / cap) * cap

    return heard[-1], logits


def _in_pieces(head: Any, hidden: jax.Array, targets: jax.Array, weights: jax.Array, pieces: int) -> jax.Array:
    if pieces <= 1:
        return _negative_log_likelihood(head, hidden, targets, weights)
    length = -(-targets.shape[1] // pieces)
    padding = pieces * length - targets.shape[1]

    def cut(values: jax.Array) -> jax.Array:
        padded = jnp.pad(values, [(0, 0), (0, padding), *[(0, 0)] * (values.ndim - 2)])
        return jnp.moveaxis(padded.reshape(values.shape[0], pieces, length, *values.shape[2:]), 1, 0)

    @jax.checkpoint
    def add(total: jax.Array, piece: Any) -> tuple[jax.Array, None]:
        return total + _negative_log_likelihood(head, *piece), None

    rows = jnp.zeros(targets.shape[0], jnp.float32)
    total, _ = jax.lax.scan(add, rows, (cut(hidden), cut(targets), cut(weights)))
    return total


def _negative_log_likelihood(head: Any, hidden: jax.Array, targets: jax.Array, weights: jax.Array) -> jax.Array:
    logits = head(hidden).astype(jnp.float32)
    chosen = jnp.take_along_axis(logits, targets[..., None], axis=-1)[..., 0]
    return jnp.sum((jax.nn.logsumexp(logits, axis=-1) - chosen) * weights, axis=-1)
