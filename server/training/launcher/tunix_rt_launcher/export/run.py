"""An export from its manifest to a folder that was proved to be the model."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from ..cancellation import Cancellation
from ..checks import check_output
from ..events import Events, say
from ..gemma_turns import END, START
from ..logs import quieten_libraries
from ..manifest import ExportManifest
from ..start import check_start, restore_step
from .push import check_push, push_folder

FOLDER = "model"
# What training writes with `prompt.template: gemma`.
GEMMA_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}"
    "<start_of_turn>{{ 'model' if message['role'] == 'assistant' else 'user' }}\n{{ message['content'] }}<end_of_turn>\n"
    "{% endfor %}{% if add_generation_prompt %}<start_of_turn>model\n{% endif %}"
)


def export(manifest: ExportManifest, events: Events, cancellation: Cancellation) -> int:
    """Writes `output/model`, whole or not at all. Returns the exit code.

    Raises ManifestError where the Hub does not know who pushes, ValueError when the logits are not those of the model or the Hub
    refuses it.
    """
    check_output(manifest)
    check_start(manifest.start)
    if manifest.push:
        check_push(manifest.push)
    quieten_libraries()
    events.phase("model")
    from tunix.models import naming
    from tunix.utils.mesh import create_mesh

    from ..models import load_kept_tokenizer, load_model

    encoder = load_kept_tokenizer(manifest)
    mesh = create_mesh(manifest.mesh.shape, manifest.mesh.axis_names)
    architecture = "gemma3_270m" if manifest.source.kind == "builtin" else naming.ModelNaming(model_id=manifest.model_id).model_name
    model = load_model(manifest, encoder, mesh)
    restore_step(model.module, manifest, manifest.start, manifest.start.steps[-1])
    cancellation.check()

    events.phase("export")
    dtype = manifest.export.dtype or "float32"
    partial = manifest.output / f"{FOLDER}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        tensors = _write(manifest, model.module, encoder, partial, dtype)
        events.phase("check")
        proof = _check(manifest, model.module, encoder, partial, dtype, architecture, mesh)
        if not proof.holds:
            raise ValueError(
                f"Expected the model that was trained, got another: it differs by {proof.error:.3g}, where rounding explains "
                f"{proof.allowed:.3g}. Nothing was exported."
            )
        from .card import write_card

        write_card(manifest, partial, str(proof))
        target = manifest.output / FOLDER
        shutil.rmtree(target, ignore_errors=True)
        partial.rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    files = [_file(path, target) for path in sorted(target.rglob("*")) if path.is_file()]
    exported = {
        "path": str(target.relative_to(manifest.folder)),
        "files": files,
        "tensors": tensors,
        "largest_difference": proof.difference,
        "checked_with": proof.loaded_with,
    }
    events.emit("exported", **exported)
    say(f"Exported {tensors} tensors to {target}. {proof}")
    if manifest.push:
        events.phase("push")
        # Told again, now with where it is: until then there is an export that was not pushed.
        events.emit("exported", **exported, pushed=push_folder(target, manifest.push, manifest.start.name))
    events.emit("done", step=len(files), max_steps=len(files))
    return 0


def _write(manifest: ExportManifest, module: Any, encoder: Any, folder: Path, dtype: str) -> int:
    from . import gemma3
    from .parameters import read_parameters
    from .safetensors import write_tensors

    weights, adapters = read_parameters(module)
    lora = manifest.lora
    if manifest.export.kind == "adapter":
        count = write_tensors(folder, "adapter_model", gemma3.adapter_tensors(adapters), dtype)
        _write_json(
            folder / "adapter_config.json",
            {
                "peft_type": "LORA",
                "task_type": "CAUSAL_LM",
                "base_model_name_or_path": manifest.model_id,
                "r": lora.rank,
                "lora_alpha": lora.alpha,
                "lora_dropout": 0.0,
                "bias": "none",
                "target_modules": sorted(
                    {name.split(".")[-3] for name, _ in gemma3.adapter_tensors(adapters)}
                ),
            },
        )
    else:
        count = write_tensors(folder, "model", gemma3.model_tensors(weights, adapters, _scale(manifest)), dtype)
        ends = [*encoder.ends, *([encoder.markers[END]] if END in encoder.markers else [])]
        gemma3.write_config(module, folder, dtype, next(iter(encoder.bos), None), encoder.pad, ends)
    encoder.save(folder)
    if manifest.prompt.template == "gemma" and START in encoder.markers:
        (folder / "chat_template.jinja").write_text(GEMMA_TEMPLATE, encoding="utf-8")
    return count


def _check(
    manifest: ExportManifest, module: Any, encoder: Any, folder: Path, dtype: str, architecture: str, mesh: Any
) -> Any:
    from .check import TEXT, prove_adapter, prove_model

    scale = _scale(manifest)
    if manifest.export.kind == "adapter":
        return prove_adapter(folder, module, scale, dtype)
    tokens = encoder.bos + encoder.encode([TEXT])[0]
    return prove_model(folder, module, scale, dtype, tokens, architecture, mesh)


def _scale(manifest: ExportManifest) -> float:
    return 0.0 if manifest.lora is None else manifest.lora.alpha / manifest.lora.rank


def _file(path: Path, folder: Path) -> dict[str, Any]:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(2**20):
            digest.update(piece)
    return {"path": path.relative_to(folder).as_posix(), "size_bytes": path.stat().st_size, "sha256": digest.hexdigest()}


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
