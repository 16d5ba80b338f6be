"""What happens in a run, as JSON lines for programs and as plain lines on stdout for people."""

import json
import math
import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


class Events:
    """Appends events to a file, a whole line at a time."""

    def __init__(self, path: Path):
        path.parent.mkdir(parents=True, exist_ok=True)
        torn = _ends_within_a_line(path)
        self._file = open(path, "a", buffering=1, encoding="utf-8")
        self._lock = threading.Lock()
        if torn:
            self._file.write("\n")

    def emit(self, kind: str, **fields: Any) -> None:
        """Writes one event."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = json.dumps({"at": at, "kind": kind, **{key: valid_json(value) for key, value in fields.items()}})
        with self._lock:
            self._file.write(line + "\n")

    def phase(self, name: str) -> None:
        self.emit("phase", name=name)

    def close(self) -> None:
        with self._lock:
            self._file.close()


def say(text: str) -> None:
    """Prints one line for people, at once."""
    print(f"{datetime.now():%H:%M:%S} {text}", flush=True)


def events_path(folder: Path) -> Path:
    """Where a run's events go: TUNIX_RT_EVENTS, or events.jsonl in the run's folder."""
    return Path(os.environ.get("TUNIX_RT_EVENTS") or folder / "events.jsonl")


def valid_json(value: Any) -> Any:
    """A value as JSON can hold it: numbers that JSON lacks become "NaN", "Infinity" and "-Infinity"."""
    if not isinstance(value, float) or math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _ends_within_a_line(path: Path) -> bool:
    """Whether a process that was killed left half a line, which the next event would be glued to."""
    if not path.is_file() or path.stat().st_size == 0:
        return False
    with open(path, "rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"
