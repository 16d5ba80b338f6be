"""Files that are there whole or not at all."""

import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Writes a text so that whoever reads it finds all of it, or what was there before."""
    part = path.with_suffix(".tmp")
    with open(part, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        # Else a machine that goes down may leave the name and not the content.
        os.fsync(file.fileno())
    os.replace(part, path)
