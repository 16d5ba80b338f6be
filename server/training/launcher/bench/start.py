"""start.py ROWS CACHE: a run of two steps as a process, and what it tells of its start."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bundles import LAUNCHER, make_bundle


def main(rows: str, cache: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = make_bundle(Path(folder), rows, max_steps=2)
        environment = os.environ | {"JAX_COMPILATION_CACHE_DIR": cache}
        command = [sys.executable, str(LAUNCHER / "train.py"), "--config", str(path)]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        events = [json.loads(line) for line in open(Path(folder) / "events.jsonl")]
    print(json.dumps([event for event in events if event["kind"] == "throughput"][-1]))


if __name__ == "__main__":
    main(*sys.argv[1:])
