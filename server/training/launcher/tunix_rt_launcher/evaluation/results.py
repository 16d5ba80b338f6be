"""Files of lines that a run goes on with: each line is written once, and whole."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Lines:
    """A file of JSON lines; what an earlier process wrote whole is kept, a torn line is cut off.

    `kept` holds of each line what `keep` makes of it: not whole lines, of which there may be millions.
    """

    def __init__(self, path: Path, keep: Callable[[dict[str, Any]], tuple[Any, ...]]):
        self.kept: list[tuple[Any, ...]] = []
        self._keep = keep
        whole = 0
        if path.is_file():
            with open(path, "rb") as file:
                for line in file:
                    if not line.endswith(b"\n") or (parsed := _parse(line)) is None:
                        break
                    self.kept.append(keep(parsed))
                    whole += len(line)
        self._file = open(path, "ab")
        self._file.truncate(whole)

    def write(self, lines: list[dict[str, Any]]) -> None:
        """Appends lines; they are in the file when it returns."""
        text = "".join(f"{json.dumps(line, ensure_ascii=False, allow_nan=False)}\n" for line in lines)
        self._file.write(text.encode("utf-8", "backslashreplace"))
        self._file.flush()
        self.kept.extend(map(self._keep, lines))

    def close(self) -> None:
        self._file.close()


def _parse(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
