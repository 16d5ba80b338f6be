"""Compares what Hugging Face's datasets reads with the records of JSON Lines: each argument is a kind, a path and the path
of the lines, as JSON. Prints how many rows each has, and ends with the first row that differs."""

import json
import sys
import tempfile

import datasets


def load(kind: str, path: str, cache: str):
    if kind == "folder":
        return datasets.load_dataset(path, cache_dir=cache, split="train")
    return datasets.load_dataset(kind, data_files=path, cache_dir=cache, split="train")


def without_absent(value):
    """A record without what it does not have, which is nothing in a table."""
    if isinstance(value, dict):
        return {key: without_absent(item) for key, item in value.items() if item is not None}
    return [without_absent(item) for item in value] if isinstance(value, list) else value


datasets.disable_progress_bars()
counts = []
for argument in sys.argv[1:]:
    kind, path, lines = json.loads(argument)
    with tempfile.TemporaryDirectory() as cache, open(lines, encoding="utf-8") as expected:
        rows = load(kind, path, cache)
        count = 0
        for row, line in zip(rows, expected, strict=True):
            row, record = without_absent(row), json.loads(line)
            if "metadata" in row:
                row["metadata"] = json.loads(row["metadata"])
            if row != record:
                sys.exit(f"{path} has in row {count + 1} {row}, not {record}")
            count += 1
        counts.append(count)
print(json.dumps(counts))
