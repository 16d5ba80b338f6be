"""Tensors as safetensors, in several files where they are large."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy

LARGEST_FILE = 5 * 10**9


def write_tensors(folder: Path, stem: str, tensors: Iterable[tuple[str, numpy.ndarray]], dtype: str) -> int:
    """Writes `{stem}.safetensors`, or several with an index, as Hugging Face does. Answers how many tensors there are."""
    from safetensors.numpy import save_file

    kind = type_of(dtype)
    parts: list[dict[str, numpy.ndarray]] = [{}]
    for name, value in tensors:
        tensor = numpy.ascontiguousarray(value.astype(kind))
        if parts[-1] and sum(each.nbytes for each in parts[-1].values()) + tensor.nbytes > LARGEST_FILE:
            _write_part(folder, stem, parts, save_file)
            parts.append({})
        parts[-1][name] = tensor
    if len(parts) == 1:
        save_file(parts[0], folder / f"{stem}.safetensors", metadata={"format": "pt"})
        return len(parts[0])
    _write_part(folder, stem, parts, save_file)
    return _name_parts(folder, stem, len(parts))


def type_of(dtype: str) -> Any:
    """A type by its name, also one that numpy does not have."""
    from ml_dtypes import bfloat16

    return bfloat16 if dtype == "bfloat16" else numpy.dtype(dtype)


def _write_part(folder: Path, stem: str, parts: list[dict[str, numpy.ndarray]], save_file) -> None:
    path = folder / f"{stem}-{len(parts):05}.part"
    save_file(parts[-1], path, metadata={"format": "pt"})
    (folder / f"{path.name}.json").write_text(
        json.dumps({name: tensor.nbytes for name, tensor in parts[-1].items()}), encoding="utf-8"
    )
    parts[-1] = dict.fromkeys(parts[-1], numpy.empty(0))


def _name_parts(folder: Path, stem: str, count: int) -> int:
    weights: dict[str, str] = {}
    total = 0
    for number in range(1, count + 1):
        part = folder / f"{stem}-{number:05}.part"
        name = f"{stem}-{number:05}-of-{count:05}.safetensors"
        sizes = json.loads((folder / f"{part.name}.json").read_text(encoding="utf-8"))
        (folder / f"{part.name}.json").unlink()
        part.rename(folder / name)
        weights |= dict.fromkeys(sizes, name)
        total += sum(sizes.values())
    index = {"metadata": {"total_size": total}, "weight_map": weights}
    (folder / f"{stem}.safetensors.index.json").write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")
    return len(weights)
