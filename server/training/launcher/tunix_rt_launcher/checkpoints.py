"""Committed checkpoints on disk, and the settings that a resumed run has to share with the one it continues."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .events import Events, say
from .manifest import Manifest
from .remembered import guard_settings


def committed_steps(folder: Path) -> list[int]:
    """Steps, ascending, whose checkpoint Orbax has finished writing."""
    return [step for step in _steps(folder) if _is_committed(folder / str(step))]


@dataclass
class CheckpointWatch:
    """Tells of each committed checkpoint once; also of those found at start, whose event a kill may have cut off."""

    folder: Path
    events: Events
    is_lora: bool
    parameters: int
    told: set[int] = field(default_factory=set)

    def look(self) -> None:
        for step in _steps(self.folder):
            path = self.folder / str(step)
            if step in self.told or not _is_committed(path):
                continue
            self.told.add(step)
            self.events.emit(
                "checkpoint",
                step=step,
                path=f"{self.folder.name}/{step}",
                lora=self.is_lora,
                parameters=self.parameters,
                size_bytes=sum(_sizes(path)),
            )
            say(f"Checkpoint {self.folder.name}/{step}")


def guard_resume(manifest: Manifest, sha256: str, is_resuming: bool) -> None:
    """Remembers what decides the order of rows and the shape of the model, or compares it with what was remembered.

    Raises ManifestError when a checkpoint would be continued with something else.
    """
    guard_settings(
        manifest.folder,
        _settings(manifest, sha256),
        is_continuing=is_resuming,
        made="the checkpoints were made with",
        anew="remove the checkpoints folder",
    )


def _settings(manifest: Manifest, sha256: str) -> dict[str, Any]:
    lora, source = manifest.lora, manifest.source
    return {
        "model.model_id": manifest.model_id,
        "source.kind": source.kind,
        "source.path": source.path,
        "data.sha256": sha256,
        "training.batch_size": manifest.training.batch_size,
        "training.max_seq_length": manifest.training.max_seq_length,
        # As before there was packing, where there is none.
        "data.packing": manifest.data.packing or None,
        "optimizer.gradient_accumulation_steps": manifest.optimizer.gradient_accumulation_steps,
        # As before there was a choice, where nothing else is chosen.
        "prompt.template": None if manifest.prompt.template == "gemma" else manifest.prompt.template,
        "prompt.reasoning": None if manifest.prompt.reasoning == "plain" else manifest.prompt.reasoning,
        "evaluation.fraction": manifest.evaluation.fraction,
        "seed": manifest.seed,
        "start.digest": manifest.start.digest if manifest.start else None,
        "lora": None if lora is None else [lora.rank, lora.alpha, lora.module_path],
    }


def _steps(folder: Path) -> list[int]:
    if not folder.is_dir():
        return []
    return sorted(int(path.name) for path in folder.iterdir() if path.name.isdigit())


def _is_committed(path: Path) -> bool:
    try:
        metadata = json.loads((path / "_CHECKPOINT_METADATA").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(metadata, dict) and bool(metadata.get("commit_timestamp_nsecs"))


def _sizes(folder: Path) -> Iterator[int]:
    """Sizes in bytes of a folder's files; Orbax may be removing an old checkpoint meanwhile."""
    for path in folder.rglob("*"):
        try:
            if path.is_file():
                yield path.stat().st_size
        except OSError:
            continue
