"""Packed rows and our loss, in a tiny random model of each family that Tunix loads from safetensors."""

import dataclasses
from functools import cache

import jax
import numpy
import optax
import pytest
import qwix
from flax import nnx
from jax import numpy as jnp
from tunix.models import automodel, dummy_model_creator
from tunix.sft.peft_trainer import _default_loss_fn

from tunix_rt_launcher import loss
from tunix_rt_launcher.architectures import TABLE, lora_modules, refuses_packing
from tunix_rt_launcher.batches import make_batch
from tunix_rt_launcher.models import _rematerialize
from tunix_rt_launcher.packing import pack
from tunix_rt_launcher.records import Records
from tunix_rt_launcher.training import model_input

VOCABULARY, LIMIT = 384, 64
MODELS = {
    "gemma": "gemma-2b",
    "gemma1p1": "gemma-1.1-2b-it",
    "gemma2": "gemma-2-2b",
    "gemma3": "gemma-3-270m",
    "gemma4": "gemma-4-e2b",
    "llama3": "llama-3-70b",
    "llama3p1": "llama-3.1-8b",
    "llama3p2": "llama-3.2-1b",
    "qwen2p5": "qwen2.5-0.5b",
    "qwen3": "qwen3-0.6b",
    "deepseek_r1_distill_qwen": "deepseek-r1-distill-qwen-1.5b",
}
SMALL = {
    "num_layers": 2,
    "num_embed": VOCABULARY,
    "vocab_size": VOCABULARY,
    "embed_dim": 32,
    "hidden_dim": 64,
    "num_heads": 2,
    "head_dim": 16,
    "num_kv_heads": 1,
    "sliding_window_size": 8,
    "global_key_size": 16,
    "per_layer_input_dim": 8,
    "override_kv_shared_ffw_hidden": 64,
    "param_dtype": jnp.float32,
    "dtype": jnp.float32,
}
# As many as make a whole pattern of local and global attention.
LAYERS = {"gemma4": 5}
# One family of each architecture: the others differ in nothing but sizes.
ARCHITECTURES = ["gemma2", "gemma3", "gemma4", "llama3p1", "qwen2p5", "qwen3"]
PACKABLE = [name for name in MODELS if not refuses_packing(MODELS[name])]


def make_model(name: str):
    config = automodel.call_model_config(MODELS[name])
    known = {field.name for field in dataclasses.fields(config)}
    small = {key: value for key, value in SMALL.items() if key in known}
    small["num_layers"] = LAYERS.get(name, small["num_layers"])
    config = dataclasses.replace(config, **small)
    module = automodel.get_model_module(MODELS[name], automodel.ModelModule.MODEL)
    kind = next(
        value
        for value in (getattr(module, known, None) for known in ("Gemma4", "Gemma3", "Gemma", "Llama3", "Qwen2", "Qwen3"))
        if value is not None
    )
    return dummy_model_creator.create_dummy_model(kind, config, dtype=jnp.float32, random_seed=1, scale=0.1)


def with_lora(model, name: str, modules: str | None = None):
    provider = qwix.LoraProvider(module_path=modules or lora_modules(MODELS[name]), rank=4, alpha=8.0)
    adapted = qwix.apply_lora_to_model(model, provider, rngs=nnx.Rngs(0), **model.get_model_input())
    state = nnx.state(adapted, nnx.LoRAParam)
    keys = iter(jax.random.split(jax.random.key(2), 1000))
    # The second factor begins at zero, where the first has no gradient.
    nnx.update(adapted, jax.tree.map(lambda value: 0.1 * jax.random.normal(next(keys), value.shape), state))
    return adapted


def records() -> Records:
    drawn = numpy.random.default_rng(0)
    lengths = drawn.integers(5, 40, 12)
    tokens = drawn.integers(1, VOCABULARY, lengths.sum()).astype(numpy.int32)
    return Records(tokens, numpy.concatenate([[0], lengths.cumsum()]), (lengths // 3 + 1).astype(numpy.int32))


def batches():
    """The same rows, one to a sequence, and packed."""
    rows = records()
    packed = pack(range(len(rows)), rows.lengths(), LIMIT)
    assert 1 < len(packed) < len(rows) / 2
    alone = make_batch(rows, [[row] for row in range(len(rows))], [LIMIT], 0, len(rows))
    return alone, make_batch(rows, packed, [LIMIT], 0, len(packed) + 1)


def measure(function, model, batch, wrt=nnx.Param):
    inputs = model_input({name: jnp.asarray(values) for name, values in batch.items()})

    @nnx.jit
    def both(model):
        return nnx.value_and_grad(function, argnums=nnx.DiffState(0, wrt))(model, **inputs)

    value, gradients = both(model)
    return float(value), jax.tree.leaves(gradients)


@cache
def alone(name: str):
    """Loss and gradients of the rows one to a sequence."""
    return measure(loss.mean_loss, make_model(name), batches()[0])


def assert_alike(one, other):
    assert one[0] == pytest.approx(other[0], rel=1e-5)
    scale = float(optax.global_norm(one[1]))
    assert scale > 1e-3
    for ours, theirs in zip(one[1], other[1], strict=True):
        numpy.testing.assert_allclose(ours, theirs, atol=2e-5 * scale)


def test_every_family_is_tried_or_refused():
    assert {family["family"] for family in TABLE["families"]} <= MODELS.keys()
    assert set(TABLE["unpackable"]) == set(MODELS) - set(PACKABLE)


@pytest.mark.parametrize("name", PACKABLE)
def test_packed_rows_have_the_loss_and_gradients_that_they_have_alone(name):
    assert_alike(alone(name), measure(loss.mean_loss, make_model(name), batches()[1]))


@pytest.mark.parametrize("name", [name for name in ARCHITECTURES if name in PACKABLE])
def test_packed_rows_train_adapters_as_they_do_alone(name):
    model, (one, packed) = with_lora(make_model(name), name), batches()
    assert_alike(
        measure(loss.mean_loss, model, one, nnx.LoRAParam), measure(loss.mean_loss, model, packed, nnx.LoRAParam)
    )


@pytest.mark.parametrize("name", sorted(MODELS.keys() - PACKABLE))
def test_a_family_that_is_refused_would_learn_something_else(name):
    one, other = alone(name), measure(loss.mean_loss, make_model(name), batches()[1])
    assert abs(one[0] - other[0]) > 1e-4 * one[0]


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_our_loss_is_that_of_tunix_whole_and_in_pieces(name, monkeypatch):
    model, (batch, _) = make_model(name), batches()
    expected = measure(_default_loss_fn, model, batch)
    assert_alike(expected, alone(name))
    monkeypatch.setattr(loss, "MOST_LOGITS", 12 * VOCABULARY * 10)
    assert_alike(expected, measure(loss.mean_loss, model, batch))


@pytest.mark.parametrize("name", ["llama3p1"])
def test_adapters_on_the_last_layer_count(name):
    model, (batch, _) = make_model(name), batches()
    adapted = with_lora(model, name, ".*lm_head|.*q_proj")
    assert_alike(
        measure(_default_loss_fn, adapted, batch, nnx.LoRAParam), measure(loss.mean_loss, adapted, batch, nnx.LoRAParam)
    )


@pytest.mark.parametrize("name", ARCHITECTURES)
@pytest.mark.parametrize("what", ["block", "decoder"])
def test_what_is_computed_again_changes_nothing_but_memory(name, what):
    model, (batch, _) = make_model(name), batches()
    _rematerialize(model, what)
    inputs = model_input({key: jnp.asarray(values) for key, values in batch.items()})
    graph, state = nnx.split(model)
    text = str(jax.make_jaxpr(lambda state: loss.mean_loss(nnx.merge(graph, state), **inputs))(state))
    assert "remat" in text or "checkpoint" in text
    if what == "decoder":
        assert_alike(alone(name), measure(loss.mean_loss, model, batch))
