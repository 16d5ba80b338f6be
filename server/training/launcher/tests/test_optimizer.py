from types import SimpleNamespace

import jax
import optax
import pytest
from jax import numpy as jnp

from tunix_rt_launcher.optimizer import create_optimizer

WEIGHTS = {"a": jnp.ones(3), "b": jnp.ones((2, 2))}
GRADIENT = {"a": jnp.full(3, 4.0), "b": jnp.full((2, 2), -2.0)}
NORM = 8.0


def optimizer(max_grad_norm: float | None) -> optax.GradientTransformation:
    values = SimpleNamespace(weight_decay=0.01, max_grad_norm=max_grad_norm)
    return create_optimizer(SimpleNamespace(optimizer=values), 1e-3)


def gradient_taken(transformation: optax.GradientTransformation, *gradients: dict) -> dict:
    """What AdamW took for its first gradient: its mean holds a tenth of that."""
    state = transformation.init(WEIGHTS)
    for gradient in gradients:
        _, state = transformation.update(gradient, state, WEIGHTS)
    mean = optax.tree_utils.tree_get(state, "mu")
    return jax.tree.map(lambda values: values * 10, mean)


@pytest.mark.parametrize(("limit", "norm"), [(None, NORM), (0.5, 0.5), (100.0, NORM)])
def test_takes_no_gradient_above_the_limit(limit, norm):
    taken = gradient_taken(optimizer(limit), GRADIENT)
    assert float(optax.tree.norm(taken)) == pytest.approx(norm, rel=1e-5)
    assert float(taken["a"][0] / taken["b"][0, 0]) == pytest.approx(-2.0, rel=1e-5)


def test_clips_the_mean_of_accumulated_gradients():
    opposite = jax.tree.map(lambda values: -values / 2, GRADIENT)
    taken = gradient_taken(optax.MultiSteps(optimizer(3.0), 2).gradient_transformation(), GRADIENT, opposite)
    # The mean has a norm of 2; each alone would have been cut to 3, and their mean would be nothing.
    assert float(optax.tree.norm(taken)) == pytest.approx(NORM / 4, rel=1e-5)


def test_has_the_same_state_with_a_limit_and_without():
    assert jax.tree.structure(optimizer(1.0).init(WEIGHTS)) == jax.tree.structure(optimizer(None).init(WEIGHTS))
