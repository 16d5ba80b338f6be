"""Gemma 3 as Hugging Face has it: the names, shapes and configuration of its text models."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy

from .parameters import Adapter, merged

Tensors = Iterator[tuple[str, numpy.ndarray]]

NORMS = {
    "attn._query_norm.scale": "self_attn.q_norm",
    "attn._key_norm.scale": "self_attn.k_norm",
    "pre_attention_norm.scale": "input_layernorm",
    "post_attention_norm.scale": "post_attention_layernorm",
    "pre_ffw_norm.scale": "pre_feedforward_layernorm",
    "post_ffw_norm.scale": "post_feedforward_layernorm",
}
MLP = {"mlp.gate_proj.kernel": "mlp.gate_proj", "mlp.up_proj.kernel": "mlp.up_proj", "mlp.down_proj.kernel": "mlp.down_proj"}
# Projections that Tunix keeps in one: all three where every head has a key of its own.
TOGETHER = {"attn.kv_einsum.w": "kv", "attn.qkv_einsum.w": "qkv"}
# Every so many layers attention reaches over all tokens; the others see a window.
GLOBAL_EVERY = 6


def model_tensors(weights: dict[str, numpy.ndarray], adapters: dict[str, Adapter], scale: float) -> Tensors:
    """The tensors of the whole model, adapters merged in."""
    for name, weight in weights.items():
        yield from _renamed(name, merged(name, weight, adapters.get(name), scale))


def adapter_tensors(adapters: dict[str, Adapter]) -> Tensors:
    """The tensors of a PEFT adapter: `lora_A` [rank, inputs] and `lora_B` [outputs, rank] of each projection."""
    for name, adapter in adapters.items():
        rank = adapter.b.shape[0]
        a = adapter.a.reshape(-1, rank).T
        layer, rest = _layer(name)
        if together := TOGETHER.get(rest):  # rank 2 K D
            parts = [(f"self_attn.{which}_proj", adapter.b[:, place]) for place, which in enumerate(together)]
        elif rest == "attn.q_einsum.w":
            parts = [("self_attn.q_proj", adapter.b)]
        elif rest == "attn.attn_vec_einsum.w":
            parts = [("self_attn.o_proj", adapter.b)]
        else:
            parts = [(MLP[rest], adapter.b)]
        for theirs, b in parts:
            path = f"base_model.model.model.layers.{layer}.{theirs}"
            yield f"{path}.lora_A.weight", a
            yield f"{path}.lora_B.weight", b.reshape(rank, -1).T


def write_config(module: Any, folder: Path, dtype: str, bos: int | None, pad: int, ends: list[int]) -> None:
    """Writes config.json and generation_config.json."""
    from transformers import Gemma3TextConfig, GenerationConfig

    config = module.config
    kinds = [
        "full_attention" if layer % GLOBAL_EVERY == GLOBAL_EVERY - 1 else "sliding_attention"
        for layer in range(config.num_layers)
    ]
    tokens = {"bos_token_id": bos, "pad_token_id": pad, "eos_token_id": ends or None}
    Gemma3TextConfig(
        architectures=["Gemma3ForCausalLM"],
        vocab_size=config.num_embed,
        hidden_size=config.embed_dim,
        intermediate_size=config.hidden_dim,
        num_hidden_layers=config.num_layers,
        num_attention_heads=config.num_heads,
        num_key_value_heads=config.num_kv_heads,
        head_dim=config.head_dim,
        sliding_window=config.sliding_window_size,
        query_pre_attn_scalar=_query_scalar(config),
        layer_types=kinds,
        tie_word_embeddings=True,
        rope_parameters={
            "full_attention": _rope(config.global_base_frequency, config.global_scale_factor),
            "sliding_attention": _rope(config.local_base_frequency, config.local_scale_factor),
        },
        dtype=dtype,
        **tokens,
    ).save_pretrained(folder)
    GenerationConfig(**tokens).save_pretrained(folder)


def _query_scalar(config: Any) -> int:
    """What the square of a query's length is divided by: 27b has another than the size of its heads."""
    from tunix.models.gemma3.model import QueryPreAttentionNormalisation

    if config.query_pre_attn_norm is QueryPreAttentionNormalisation.BY_ONE_OVER_SQRT_HEAD_DIM:
        return config.head_dim
    return config.embed_dim // config.num_heads


def _rope(theta: int, factor: float) -> dict[str, Any]:
    """How positions turn: 4b and larger ones stretch them in the layers that reach over all tokens."""
    base = {"rope_theta": float(theta)}
    return base | ({"rope_type": "default"} if factor == 1 else {"rope_type": "linear", "factor": float(factor)})


def _renamed(name: str, weight: numpy.ndarray) -> Tensors:
    if name == "embedder.input_embedding":
        yield "model.embed_tokens.weight", weight
        return
    if name == "final_norm.scale":
        yield "model.norm.weight", weight
        return
    layer, rest = _layer(name)
    path = f"model.layers.{layer}"
    if rest == "attn.q_einsum.w":  # N E D
        yield f"{path}.self_attn.q_proj.weight", _flat(weight)
    elif together := TOGETHER.get(rest):  # 2 K E D
        for part, which in zip(weight, together, strict=True):
            yield f"{path}.self_attn.{which}_proj.weight", _flat(part)
    elif rest == "attn.attn_vec_einsum.w":  # N D E
        yield f"{path}.self_attn.o_proj.weight", weight.reshape(-1, weight.shape[-1]).T
    elif rest in MLP:
        yield f"{path}.{MLP[rest]}.weight", weight.T
    else:
        yield f"{path}.{NORMS[rest]}.weight", weight


def _layer(name: str) -> tuple[str, str]:
    _, layer, rest = name.split(".", 2)
    return layer, rest


def _flat(weight: numpy.ndarray) -> numpy.ndarray:
    """Heads, inputs, size -> heads and size in one, inputs."""
    return weight.transpose(0, 2, 1).reshape(-1, weight.shape[1])
