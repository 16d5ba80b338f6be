"""What a folder of safetensors holds, read from the files' headers and config.json."""

import dataclasses
import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Hugging Face's names in config.json for what Tunix calls otherwise.
DIMENSIONS = {
    "num_hidden_layers": "num_layers",
    "hidden_size": "embed_dim",
    "intermediate_size": "hidden_dim",
    "num_attention_heads": "num_heads",
    "num_key_value_heads": "num_kv_heads",
    "head_dim": "head_dim",
    "sliding_window": "sliding_window_size",
}
PLAIN_FAMILIES = (
    "tunix.models.gemma3",
    "tunix.models.llama3",
    "tunix.models.qwen2",
    "tunix.models.qwen3",
)


@dataclass(frozen=True)
class Tensor:
    dtype: str
    shape: tuple[int, ...]


def read_headers(folder: Path) -> dict[str, Tensor]:
    """Names, types and shapes of the tensors in a folder. Raises FileNotFoundError when it has no safetensors."""
    files = sorted(folder.glob("*.safetensors"))
    if not files:
        raise FileNotFoundError(f"Expected *.safetensors in {folder}, found none.")
    headers: dict[str, Tensor] = {}
    for path in files:
        with open(path, "rb") as file:
            (size,) = struct.unpack("<Q", file.read(8))
            header = json.loads(file.read(size))
        header.pop("__metadata__", None)
        headers |= {name: Tensor(tensor["dtype"], tuple(tensor["shape"])) for name, tensor in header.items()}
    return headers


def architecture_overrides(config: Any, folder: Path, headers: dict[str, Tensor]) -> dict[str, int]:
    """Where the files differ from Tunix's configuration of that name: another vocabulary, a smaller sibling.

    The vocabulary comes from the embedding's rows. Other dimensions come from config.json, for families
    that these dimensions describe in full.
    """
    found: dict[str, Any] = {}
    path = folder / "config.json"
    if (
        path.is_file()
        and type(config).__module__.startswith(PLAIN_FAMILIES)
        and not getattr(config, "num_experts", None)
    ):
        written = json.loads(path.read_text(encoding="utf-8"))
        written = written.get("text_config", written)
        found = {ours: written[theirs] for theirs, ours in DIMENSIONS.items() if written.get(theirs)}
    rows = [tensor.shape[0] for name, tensor in headers.items() if name.endswith("embed_tokens.weight")]
    vocabulary = "num_embed" if hasattr(config, "num_embed") else "vocab_size"
    found |= {vocabulary: rows[0]} if rows else {}
    names = {field.name for field in dataclasses.fields(config)}
    return {name: value for name, value in found.items() if name in names and getattr(config, name) != value}
