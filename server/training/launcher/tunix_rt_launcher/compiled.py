"""Where JAX keeps what it compiled, so that a second run of the same shapes need not."""

import os
from pathlib import Path

MOST_BYTES = 2 * 2**30
# JAX's own least of a second would leave out most of a small model.
LEAST_SECONDS = 0.1


def keep_compiled(folder: Path) -> None:
    """Has JAX keep it in a folder, within bounds, unless the environment says otherwise. Call it before JAX is imported."""
    for name, value in (
        ("JAX_COMPILATION_CACHE_DIR", folder),
        ("JAX_COMPILATION_CACHE_MAX_SIZE", MOST_BYTES),
        ("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", LEAST_SECONDS),
    ):
        os.environ.setdefault(name, str(value))
