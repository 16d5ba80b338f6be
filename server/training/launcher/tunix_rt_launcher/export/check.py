"""Whether what was written is the model that it was made of: the logits of a fixed text, before and after."""

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy

from .gemma3 import model_tensors
from .parameters import merged, name_of, read_parameters
from .safetensors import type_of

TEXT = "What is 3 plus 4? Reasoning: 1. 3 + 4 = 7 Answer: 7"
# Of the largest logit. A sum of n terms in float32 is off by some sqrt(n) roundings of 2⁻²⁴ (Higham and Mary, 2019: A New
# Approach to Probabilistic Rounding Error Analysis): 7e-5 through the 62 layers of 21,504 of the largest Gemma 3.
MOST_DIFFERENCE = 1e-4


@dataclass(frozen=True)
class Proof:
    """How far what was written is from the model; how much of that is no rounding to the written type, and how much of it
    rounding in float32 explains.
    """

    difference: float
    error: float
    allowed: float
    loaded_with: str

    @property
    def holds(self) -> bool:
        return self.error <= self.allowed

    def __str__(self) -> str:
        what = "Weights with the adapter" if self.loaded_with == "tensors" else "Logits of a fixed text"
        return f"{what} differ by at most {self.difference:.1e} from the model's in Tunix; loaded with {self.loaded_with}."


def prove_model(folder: Path, module: Any, scale: float, dtype: str, tokens: list[int], architecture: str, mesh: Any) -> Proof:
    """Compares logits of the written folder, loaded by transformers where that has torch, else by Tunix, with those of the model.

    All are computed in float32, whatever it was trained in. Adapters are compared merged and apart, and the folder with the
    model that has its weights merged and rounded as they were written, so that rounding hides no mistake.
    """
    expected = reference_logits(module, tokens)
    weights, adapters = read_parameters(module)
    together = {name: merged(name, weight, adapters.get(name), scale) for name, weight in weights.items()}
    rounded = {name: weight.astype(type_of(dtype)).astype(numpy.float32) for name, weight in together.items()}
    written = reference_logits(module, tokens, rounded)
    if find_spec("torch") is not None:
        got, loaded_with = _by_transformers(folder, tokens), "transformers"
    else:
        got, loaded_with = _by_tunix(folder, module, tokens, architecture, mesh), "tunix"
    errors = [_apart(got, written)]
    if adapters:
        errors.append(_apart(reference_logits(module, tokens, together), expected))
    return Proof(
        difference=_apart(got, expected),
        error=float(numpy.max(errors)),
        allowed=float(MOST_DIFFERENCE * numpy.abs(expected).max()),
        loaded_with=loaded_with,
    )


def prove_adapter(folder: Path, module: Any, scale: float, dtype: str) -> Proof:
    """Compares the base's weights with the written adapter with the merged ones.

    A product of two rounded matrices is off by two roundings of each of its terms.
    """
    from safetensors.numpy import load_file

    weights, adapters = read_parameters(module)
    base = dict(model_tensors(weights, {}, 0.0))
    config = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
    tensors = load_file(folder / "adapter_model.safetensors")
    factor, rank = config["lora_alpha"] / config["r"], config["r"]
    rounding, computing = 2 * _precision(dtype), rank * _precision("float32")
    most = Proof(0.0, 0.0, 0.0, "tensors")
    for name, expected in model_tensors(weights, adapters, scale):
        stem = f"base_model.model.{name.removesuffix('.weight')}"
        got, terms = base[name], numpy.zeros_like(expected)
        if f"{stem}.lora_A.weight" in tensors:
            a, b = (tensors[f"{stem}.lora_{which}.weight"].astype(numpy.float32) for which in "AB")
            got, terms = got + b @ a * factor, numpy.abs(b) @ numpy.abs(a) * factor
        difference = numpy.abs(got - expected)
        allowed = (rounding + computing) * terms + computing * numpy.abs(expected)
        place = (difference - allowed).argmax()
        error = float(difference.flat[place])
        proof = Proof(float(difference.max()), error, float(allowed.flat[place]), "tensors")
        if not proof.holds:
            return proof
        most = max(most, proof, key=lambda each: each.difference)
    return most


def reference_logits(module: Any, tokens: list[int], weights: dict[str, numpy.ndarray] | None = None) -> numpy.ndarray:
    """[tokens, vocabulary] as the model computes them in float32; with weights, by Tunix's names, with these and no adapters."""
    import jax
    from flax import nnx
    from tunix.sft.utils import build_positions_from_mask, make_causal_attn_mask

    def exact(path: tuple[Any, ...], variable: Any) -> Any:
        value = variable[...].astype("float32")
        if weights is not None:
            value = jax.device_put(weights.get(name_of(path), numpy.zeros(value.shape, numpy.float32)), value.sharding)
        return variable.replace(value)

    graph, state, rest = nnx.split(module, nnx.Param, ...)
    computing = nnx.merge(graph, nnx.from_flat_state([(path, exact(path, value)) for path, value in nnx.to_flat_state(state)]), rest)
    ids = numpy.array([tokens], numpy.int32)
    mask = numpy.ones_like(ids, bool)
    # Accelerators multiply float32 in fewer bits unless they are told.
    with jax.default_matmul_precision("highest"):
        logits, _ = computing(ids, build_positions_from_mask(mask), None, make_causal_attn_mask(mask))
    return numpy.asarray(logits[0], numpy.float32)


def _apart(one: numpy.ndarray, other: numpy.ndarray) -> float:
    return float(numpy.abs(one - other).max())


def _precision(dtype: str) -> float:
    from ml_dtypes import finfo

    return float(finfo(type_of(dtype)).eps)


def _by_transformers(folder: Path, tokens: list[int]) -> numpy.ndarray:
    import torch
    from transformers import AutoModelForCausalLM

    model, found = AutoModelForCausalLM.from_pretrained(folder, output_loading_info=True, dtype=torch.float32)
    for kind in ("missing_keys", "unexpected_keys", "mismatched_keys"):
        if found.get(kind):
            raise ValueError(f"Expected transformers to load all of {folder.name}, got {kind}: {sorted(found[kind])[:3]}.")
    with torch.no_grad():
        return model(torch.tensor([tokens], dtype=torch.long)).logits[0].float().numpy()


def _by_tunix(folder: Path, module: Any, tokens: list[int], architecture: str, mesh: Any) -> numpy.ndarray:
    from tunix.models import automodel

    with mesh:
        again = automodel.create_model_from_safe_tensors(
            architecture, str(folder), module.config, mesh, dtype=numpy.dtype("float32"), mode="original"
        )
    return reference_logits(again, tokens)
