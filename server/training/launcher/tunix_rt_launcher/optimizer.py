"""AdamW and its learning rate."""

from typing import Any

import optax

from .manifest import Manifest
from .sections import ManifestError


def learning_rate(manifest: Manifest, max_steps: int) -> Any:
    """The learning rate as a function of the optimizer's steps done so far.

    It rises over `warmup_steps`, then stays (constant), or falls to zero at `max_steps` (linear, cosine).
    """
    peak, warmup = manifest.training.learning_rate, manifest.optimizer.warmup_steps
    if warmup >= max_steps and warmup > 0:
        raise ManifestError(f"Expected `optimizer.warmup_steps` below the run's {max_steps} steps, got {warmup}.")
    rest = max_steps - warmup
    after = {
        "constant": lambda: optax.constant_schedule(peak),
        "linear": lambda: optax.linear_schedule(peak, 0.0, rest),
        "cosine": lambda: optax.cosine_decay_schedule(peak, rest),
    }[manifest.optimizer.schedule]()
    if warmup == 0:
        return after
    # From peak / warmup, not from zero, at which the first step would teach nothing.
    return optax.join_schedules([optax.linear_schedule(peak / warmup, peak, warmup), after], [warmup])


def create_optimizer(manifest: Manifest, rate: Any) -> optax.GradientTransformation:
    """AdamW. With `max_grad_norm` it gets no larger gradient; its state, and so a checkpoint, is the same without.

    Where gradients are accumulated, it gets their mean.
    """
    adamw = optax.adamw(rate, weight_decay=manifest.optimizer.weight_decay)
    if manifest.optimizer.max_grad_norm is None:
        return adamw
    clip = optax.clip_by_global_norm(manifest.optimizer.max_grad_norm)

    def update(gradients: Any, state: Any, params: Any = None) -> Any:
        clipped, _ = clip.update(gradients, optax.EmptyState())
        return adamw.update(clipped, state, params)

    return optax.GradientTransformation(adamw.init, update)
