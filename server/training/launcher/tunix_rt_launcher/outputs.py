"""What a finished run leaves in its output folder."""

import json
from importlib.metadata import PackageNotFoundError, version

from .encoder import Encoder
from .events import say, valid_json
from .manifest import Manifest
from .models import Model
from .plan import Plan
from .training import Result

PACKAGES = ("google-tunix", "jax", "flax", "optax", "orbax-checkpoint", "qwix", "transformers")


def write_outputs(manifest: Manifest, plan: Plan, model: Model, encoder: Encoder, result: Result) -> None:
    """Writes the tokenizer, the merged model where Tunix can make one, and last summary.json."""
    manifest.output.mkdir(parents=True, exist_ok=True)
    encoder.save(manifest.output / "tokenizer")
    merged, why_not = _merge(manifest, model)
    summary = {
        "model_id": manifest.model_id,
        "step": result.step,
        "checkpoint": f"{manifest.checkpoint_folder.name}/{result.step}",
        "lora": None if manifest.lora is None else {"rank": manifest.lora.rank, "alpha": manifest.lora.alpha},
        "parameters": model.parameters,
        "trainable_parameters": model.trainable_parameters,
        "metrics": {name: valid_json(value) for name, value in result.metrics.items()},
        **plan.fields(manifest),
        "merged_model": merged,
        "merged_model_absent_because": why_not,
        "versions": {name: _version(name) for name in PACKAGES},
    }
    text = json.dumps(summary, indent=2, default=str, allow_nan=False) + "\n"
    (manifest.output / "summary.json").write_text(text, encoding="utf-8")
    say(f"Wrote {manifest.output}")


def _merge(manifest: Manifest, model: Model) -> tuple[str | None, str | None]:
    """The base model with LoRA merged in, as safetensors: its folder's name, or why there is none."""
    if manifest.lora is None:
        return None, "Tunix exports no fully fine-tuned model; the checkpoint holds all weights."
    if model.family not in ("gemma3", "qwen3"):
        return None, f"Tunix merges LoRA into Gemma 3 and Qwen 3 only, this is {model.family}."
    if model.folder is None or not (model.folder / "model.safetensors").is_file():
        return None, "Tunix merges LoRA into a base model in one model.safetensors, which this one is not."
    if model.family == "gemma3":
        from tunix.models.gemma3 import params
    else:
        from tunix.models.qwen3 import params
    # Tunix empties the folder that it writes to.
    folder = manifest.output / "merged-model"
    try:
        params.save_lora_merged_model_as_safetensors(
            str(model.folder), str(folder), model.module, manifest.lora.rank, manifest.lora.alpha
        )
    except Exception as error:  # The checkpoint is safe, and merging can be done again from it.
        return None, f"{type(error).__name__}: {error}"
    return folder.name, None


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
