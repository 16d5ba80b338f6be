"""The weights of a model by their names in Tunix, adapters apart or merged into them."""

from dataclasses import dataclass
from typing import Any

import numpy
from flax import nnx

LORA_A, LORA_B = "_lora_a", "_lora_b"


@dataclass(frozen=True)
class Adapter:
    """One pair of adapters: their product, [inputs…, outputs…], is added to a weight, scaled."""

    a: numpy.ndarray
    b: numpy.ndarray


def read_parameters(module: Any) -> tuple[dict[str, numpy.ndarray], dict[str, Adapter]]:
    """The weights in float32 without adapters, and these, both by the weight's name, such as `layers.0.attn.q_einsum.w`."""
    state = nnx.state(module, nnx.Param)
    flat = {
        name_of(path): numpy.asarray(value[...], numpy.float32) for path, value in nnx.to_flat_state(state)
    }
    adapters = {
        name.removesuffix(LORA_A): Adapter(flat[name], flat[name.removesuffix(LORA_A) + LORA_B])
        for name in flat
        if name.endswith(LORA_A)
    }
    weights = {name: value for name, value in flat.items() if not name.endswith((LORA_A, LORA_B))}
    return weights, adapters


def name_of(path: tuple[Any, ...]) -> str:
    return ".".join(map(str, path))


def merged(name: str, weight: numpy.ndarray, adapter: Adapter | None, scale: float) -> numpy.ndarray:
    """A weight with the product of its adapters; einsums have their axes in another order than that."""
    if adapter is None:
        return weight
    product = numpy.tensordot(adapter.a, adapter.b, 1) * scale
    if name.endswith("q_einsum.w"):  # E N D -> N E D
        product = product.transpose(1, 0, 2)
    elif name.endswith("kv_einsum.w"):  # E 2 K D -> 2 K E D
        product = product.transpose(1, 2, 0, 3)
    return weight + product.reshape(weight.shape)
