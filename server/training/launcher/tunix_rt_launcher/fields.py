"""The values of a run, as `fields.generated.json` has them: a copy of the table that the server has."""

import json
import math
import re
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from .sections import REQUIRED, ManifestError, Section

TABLE: dict[str, Any] = json.loads((Path(__file__).parent / "fields.generated.json").read_text(encoding="utf-8"))
TINY: str = TABLE["tinyModel"]


class Values(SimpleNamespace):
    """A section's values as attributes, by their keys."""


def read_values(
    section: Section, mode: str, by_model: Mapping[str, str], is_required: bool = False, **more: Any
) -> Values:
    """A section's values, each in its range, and `more`. What is missing is what it was before there was such a
    field, or has its default, or that of `by_model`.
    """
    values = Values(**more)
    for field in TABLE["fields"]:
        name, _, key = field["at"].rpartition(".")
        if name == section.name and mode in field["modes"]:
            default = REQUIRED if is_required else _default(field, by_model)
            setattr(values, key, _read(section, key, field, default))
    if section.name:
        section.close()
    return values


def _default(field: dict[str, Any], by_model: Mapping[str, str]) -> Any:
    return field["formerly"] if "formerly" in field else by_model.get(field.get("byModel"), field["default"])


def _read(section: Section, key: str, field: dict[str, Any], default: Any) -> Any:
    bounds = {"minimum": field.get("min", 0), "maximum": field.get("max", math.inf)}
    match field["kind"]:
        case "integer":
            return section.integer(key, default, **bounds)
        case "number":
            return section.number(key, default, **bounds, above=field.get("above"))
        case "integers":
            return section.items(key, int, default, **bounds)
        case "boolean":
            return section.boolean(key, default)
        case "choice":
            return section.text(key, default, choices=tuple(sorted(choice["value"] for choice in field["choices"])))
        case "text":
            text = section.text(key, default, longest=field["max"])
            return _pattern(section, key, text) if field.get("isPattern") else text
    raise ValueError(f"Expected a kind of value, got {field['kind']!r}.")


def _pattern(section: Section, key: str, pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ManifestError(
            f"Expected `{section.name}.{key}` to be a regular expression, got {pattern!r}: {error}."
        ) from error
    return pattern
