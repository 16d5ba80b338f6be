"""The checkpoints that a run starts from: they lie in its own folder, as the training left them."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

from .checkpoints import committed_steps
from .manifest import Manifest, ModelManifest, Start
from .sections import ManifestError

PIECE = 2**20
TOKENIZER = "tokenizer"


def check_start(start: Start) -> None:
    """Raises ManifestError when a checkpoint is missing, or they are not those that the manifest was made for."""
    require_steps(start)
    digest = start_digest(start.folder, [step for step in start.steps if step > 0])
    if digest != start.digest:
        raise ManifestError(
            f"Expected checkpoints with the digest {start.digest} in {start.folder}, got {digest}: they are not those that the "
            "manifest was made for."
        )


def require_steps(start: Start) -> None:
    """Raises ManifestError when a checkpoint is missing."""
    there = committed_steps(start.folder / "checkpoints")
    missing = [step for step in start.steps if step > 0 and step not in there]
    if missing:
        raise ManifestError(
            f"Expected checkpoints of step {', '.join(map(str, missing))} in {start.folder}, found none: copy them from "
            f"{start.name}."
        )


def take_tokenizer(manifest: Manifest, start: Start) -> None:
    """Makes the tokenizer that lies beside a checkpoint, where one does, that of the training that goes on from it."""
    if (start.folder / TOKENIZER).is_dir():
        shutil.copytree(start.folder / TOKENIZER, manifest.folder / TOKENIZER, dirs_exist_ok=True)


def start_digest(folder: Path, steps: list[int]) -> str:
    """SHA-256 of a line `{digest}  checkpoints/{step}` a step, and of one for the tokenizer where it is there."""
    parts = [f"checkpoints/{step}" for step in steps]
    if (folder / TOKENIZER).is_dir():
        parts.append(TOKENIZER)
    lines = "".join(f"{folder_digest(folder / part)}  {part}\n" for part in parts)
    return hashlib.sha256(lines.encode()).hexdigest()


def folder_digest(folder: Path) -> str:
    """SHA-256 of a line `{SHA-256}  {path}` a file, in the order of the paths' bytes."""
    paths = sorted((path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()), key=str.encode)
    lines = "".join(f"{_file_digest(folder / path)}  {path}\n" for path in paths)
    return hashlib.sha256(lines.encode()).hexdigest()


def restore_step(module: Any, manifest: ModelManifest, start: Start, step: int) -> None:
    """Reads the weights of a checkpoint into a model: all, or those of its adapters. Opens no CheckpointManager, which may
    tidy a folder.
    """
    import orbax.checkpoint
    from flax import nnx

    state = nnx.state(module, nnx.LoRAParam) if manifest.lora is not None else nnx.state(module)
    path = start.folder.resolve() / "checkpoints" / str(step) / "model_params"
    with orbax.checkpoint.PyTreeCheckpointer() as checkpointer:
        arguments = orbax.checkpoint.checkpoint_utils.construct_restore_args(state)
        restored = checkpointer.restore(
            path, args=orbax.checkpoint.args.PyTreeRestore(item=state, restore_args=arguments)
        )
    nnx.update(module, restored)


def _file_digest(path: Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
