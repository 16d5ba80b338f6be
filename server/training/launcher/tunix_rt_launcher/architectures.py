"""What is known of a model by its name, before Tunix is asked."""

import json
from pathlib import Path
from typing import Any

TABLE: dict[str, Any] = json.loads((Path(__file__).parent / "architectures.json").read_text(encoding="utf-8"))


def lora_modules(model_id: str) -> str:
    """A regular expression for the projections of attention and feed-forward layers, by Tunix's names for them.

    Those of every architecture for a model of none that is known: a name that a model lacks matches nothing.
    """
    modules: dict[str, list[str]] = TABLE["loraModules"]
    known = modules.get(_architecture(model_id))
    names = known or list(dict.fromkeys(name for group in modules.values() for name in group))
    return "|".join(f".*{name}" for name in names)


def refuses_packing(model_id: str) -> str | None:
    """Why a model can't be trained on packed rows; None where it can."""
    return TABLE["unpackable"].get(_entry(model_id).get("family"))


def refuses_export(model_id: str) -> str | None:
    """Why a model can't be written for other tools; None where it can."""
    families = TABLE["exportable"]
    if _entry(model_id).get("family") in families:
        return None
    return f"only of {', '.join(families)} is it known that transformers loads the same logits"


def _architecture(model_id: str) -> str:
    return _entry(model_id).get("architecture", "")


def _entry(model_id: str) -> dict[str, str]:
    """The family that a model's name begins with, by its longest prefix; empty where it is of none."""
    name = model_id.split("/")[-1].lower()
    if name.startswith("meta-llama-"):
        name = name.removeprefix("meta-")
    is_configuration = not set("-.") & set(name)
    found = {
        f"{family['family']}_" if is_configuration else family["prefix"]: family for family in TABLE["families"]
    }
    prefix = max((prefix for prefix in found if name.startswith(prefix)), key=len, default=None)
    return {} if prefix is None else found[prefix]
