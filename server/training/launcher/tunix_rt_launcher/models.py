"""Models, from where the manifest says, the way Tunix loads them; LoRA on top when asked for."""

import dataclasses
import enum
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax
import qwix
from flax import nnx
from tunix.models import automodel, naming
from tunix.rl import reshard
from tunix.sft.utils import is_lora_enabled

from .encoder import Encoder, load_encoder
from .events import say
from .fields import Values
from .gemma_turns import END, START
from .manifest import EvaluationManifest, ExportManifest, ModelManifest, SamplerManifest
from .sources import (
    cache,
    kaggle_cache,
    published_checkpoint,
    require_kaggle_credentials,
    tokenizer_path,
    weights_folder,
)
from .start import TOKENIZER
from .tiny import create_tiny_model
from .weights import architecture_overrides, read_headers


@dataclass(frozen=True)
class Model:
    """A model on its devices. `folder` holds its safetensors where it came from such files."""

    module: Any
    vocabulary: int
    family: str
    folder: Path | None
    parameters: int
    trainable_parameters: int


def load_tokenizer(manifest: ModelManifest, texts: Iterable[str], is_resuming: bool) -> Encoder:
    """The tokenizer that belongs to the model, or the one that `source.tokenizer` names; of the built-in model one that is
    made of `texts`.
    """
    return load_tokenizer_at(tokenizer_path(manifest, texts, is_resuming))


def load_kept_tokenizer(
    manifest: EvaluationManifest | ExportManifest | SamplerManifest, texts: Iterable[str] = ()
) -> Encoder:
    """The tokenizer that lies beside the checkpoints which the manifest starts from, or that of the model."""
    kept = manifest.start and manifest.start.folder / TOKENIZER
    if kept and kept.is_dir():
        return load_tokenizer_at(str(kept))
    return load_tokenizer(manifest, texts, is_resuming=(manifest.folder / TOKENIZER).is_dir())


def load_tokenizer_at(path: str) -> Encoder:
    return load_encoder(path, (START, END))


def load_model(manifest: ModelManifest, encoder: Encoder, mesh: Any) -> Model:
    """Loads the model onto the mesh, with LoRA layers when the manifest asks for them.

    Raises ValueError when the files don't fit the architecture, or LoRA matches no layer.
    """
    dtype = jax.numpy.dtype(manifest.source.dtype or ("float32" if jax.default_backend() == "cpu" else "bfloat16"))
    folder = None
    if manifest.source.kind == "builtin":
        module, config = create_tiny_model(encoder.size, manifest.seed, dtype)
        module, family = reshard.reshard_model_to_mesh(module, mesh), "gemma3"
    else:
        names = naming.ModelNaming(model_id=manifest.model_id)
        family = names.model_family
        if _is_loaded_by_tunix(manifest, family):
            module, config = _load_checkpoint(manifest, names, mesh, dtype)
        else:
            folder = weights_folder(manifest)
            module, config = _load_safetensors(names.model_name, folder, mesh, dtype)
    _rematerialize(module, manifest.source.remat)
    if manifest.lora is not None:
        module = _with_lora(module, manifest.lora, manifest.seed, mesh)
    parameters = nnx.state(module, nnx.Param)
    trained = nnx.state(module, nnx.LoRAParam) if manifest.lora is not None else parameters
    return Model(
        module=module,
        vocabulary=getattr(config, "num_embed", None) or config.vocab_size,
        family=family,
        folder=folder,
        parameters=_count(parameters),
        trainable_parameters=_count(trained),
    )


def _is_loaded_by_tunix(manifest: ModelManifest, family: str) -> bool:
    """Whether Tunix loads this family from this source from something else than safetensors."""
    if manifest.source.kind == "gcs":
        return family in ("gemma3", "gemma4")
    return manifest.source.kind == "kaggle" and family in ("gemma", "gemma1p1", "gemma2")


def _load_checkpoint(manifest: ModelManifest, names: Any, mesh: Any, dtype: Any) -> tuple[Any, Any]:
    kind, path = manifest.source.kind, manifest.source.path
    if kind == "kaggle":
        require_kaggle_credentials()
    module, _ = automodel.AutoModel.from_pretrained(
        manifest.model_id,
        mesh,
        model_source=automodel.ModelSource(kind),
        model_path=path or published_checkpoint(names),
        model_download_path=str(kaggle_cache()),
        intermediate_ckpt_dir=str(cache("tunix-rt") / "converted" / names.model_config_id),
        rng_seed=manifest.seed,
    )
    return _cast(module, dtype), automodel.call_model_config(names.model_name)


def _load_safetensors(name: str, folder: Path, mesh: Any, dtype: Any) -> tuple[Any, Any]:
    headers = read_headers(folder)
    config = automodel.call_model_config(name)
    overrides = architecture_overrides(config, folder, headers)
    if overrides:
        say(f"The files differ from {name}: {', '.join(f'{key} {value}' for key, value in overrides.items())}")
        config = dataclasses.replace(config, **overrides)
    # Tunix's faster reader takes the first tensor's type for that of all.
    mode = "auto" if len({tensor.dtype for tensor in headers.values()}) == 1 else "original"
    try:
        with mesh:
            module = automodel.create_model_from_safe_tensors(name, str(folder), config, mesh, dtype=dtype, mode=mode)
    except (ValueError, AssertionError) as error:
        raise ValueError(f"Expected the weights of {name} in {folder}, its files don't fit: {error}") from error
    return module, config


def _rematerialize(module: Any, what: str) -> None:
    """Sets what is computed again for gradients, in all places where Tunix's models keep it."""
    for _, node in nnx.iter_graph(module):
        # A configuration can be a part of the graph too, and is not changed but replaced.
        if not isinstance(node, nnx.Module):
            continue
        if isinstance(kept := getattr(node, "remat_config", None), enum.Enum):
            node.remat_config = type(kept)[what.upper()]
        if isinstance(kept := getattr(getattr(node, "config", None), "remat_config", None), enum.Enum):
            node.config = dataclasses.replace(node.config, remat_config=type(kept)[what.upper()])


def _with_lora(module: Any, lora: Values, seed: int, mesh: Any) -> Any:
    provider = qwix.LoraProvider(module_path=lora.module_path, rank=lora.rank, alpha=lora.alpha)
    with_lora = qwix.apply_lora_to_model(module, provider, rngs=nnx.Rngs(seed), **module.get_model_input())
    if not is_lora_enabled(with_lora):
        raise ValueError(
            f"Expected `lora.module_path` to match layers of the model, {lora.module_path!r} matches none."
        )
    return reshard.reshard_model_to_mesh(with_lora, mesh)


def _cast(module: Any, dtype: Any) -> Any:
    state = nnx.state(module, nnx.Param)
    nnx.update(module, jax.tree.map(lambda values: values.astype(dtype), state))
    return module


def _count(state: Any) -> int:
    return sum(int(values.size) for values in jax.tree.leaves(state))
