"""Bundles for `tunix-rt/tiny` to measure with."""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("JAX_PLATFORMS", "cpu")
LAUNCHER = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(LAUNCHER))


def make_bundle(folder: Path, rows: str, **sections: Any) -> Path:
    """Writes a run's folder over a JSONL export; sections given are merged into the manifest. Returns the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(rows, folder / "rows.jsonl")
    manifest: dict[str, Any] = {
        "version": "1.0",
        "runner": "tunix",
        "mode": "sft",
        "model": {"model_id": "tunix-rt/tiny"},
        "dataset": {"format": "tunix_sft", "path": "./rows.jsonl"},
        "training": {"learning_rate": 5e-3, "num_epochs": 1, "batch_size": 8, "max_seq_length": 1024},
        "output": {"output_dir": "./output"},
    }
    for name, value in sections.items():
        manifest[name] = manifest.get(name, {}) | value if isinstance(value, dict) else value
    path = folder / "manifest.yaml"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    return path


def open_bundle(path: Path) -> tuple[Any, Any, Any, Any]:
    """The manifest, the plan, the model and its mesh of a bundle, as a run opens them."""
    from tunix.utils.mesh import create_mesh

    from tunix_rt_launcher.events import Events
    from tunix_rt_launcher.manifest import read_manifest
    from tunix_rt_launcher.models import load_model, load_tokenizer
    from tunix_rt_launcher.rendering import read_texts
    from tunix_rt_launcher.plan import make_plan

    manifest = read_manifest(path)
    encoder = load_tokenizer(manifest, read_texts(manifest), is_resuming=False)
    plan = make_plan(manifest, encoder, Events(path.parent / "events.jsonl"))
    mesh = create_mesh(manifest.mesh.shape, manifest.mesh.axis_names)
    return manifest, plan, load_model(manifest, encoder, mesh), mesh
