"""The settings that a run which goes on has to share with what it goes on from."""

import json
from pathlib import Path
from typing import Any

from .sections import ManifestError
from .whole import write_whole

NAME = "resume.json"


def guard_settings(folder: Path, settings: dict[str, Any], *, is_continuing: bool, made: str, anew: str) -> None:
    """Remembers settings in a run's folder or, where it continues, compares them with those that are remembered.

    `made` says what was made with them ("the samples were drawn with"), `anew` what to do to begin again.
    Raises ManifestError when other settings are remembered, or what is remembered can't be read.
    """
    path = folder / NAME
    if not (is_continuing and path.is_file()):
        write_whole(path, json.dumps(settings, indent=2) + "\n")
        return
    before = _read(path, made, anew)
    changed = [key for key, value in settings.items() if before.get(key) != value]
    if changed:
        changes = ", ".join(f"`{key}` from {before.get(key)!r} to {settings[key]!r}" for key in changed)
        raise ManifestError(
            f"Expected the settings that {made}, got changes: {changes}. Change them back, or {anew} to start anew."
        )


def _read(path: Path, made: str, anew: str) -> dict[str, Any]:
    try:
        remembered = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        remembered = None
    if not isinstance(remembered, dict):
        raise ManifestError(
            f"Expected {NAME} to hold the settings that {made}, as JSON, but it is damaged. "
            f"Bring it back, or {anew} to start anew."
        )
    return remembered
