"""What has to hold before a run is worth starting."""

import hashlib
import os
import tempfile

from .manifest import Manifest, ModelManifest, RowsManifest
from .plan import Plan
from .sections import ManifestError


def check_data(manifest: RowsManifest) -> str:
    """The SHA-256 of the JSONL file. Raises ManifestError when it is not the file that the manifest was made for."""
    held_out = manifest.evaluation.path if isinstance(manifest, Manifest) else None
    for key, path in (("dataset.path", manifest.dataset), ("evaluation.path", held_out)):
        if path is not None and not path.is_file():
            raise ManifestError(f"Expected a file at {path}, found none: `{key}` is relative to the manifest.")
    digest, rows = hashlib.sha256(), 0
    with open(manifest.dataset, "rb") as file:
        for line in file:
            digest.update(line)
            rows += bool(line.strip())
    if (manifest.data.sha256 or digest.hexdigest()).lower() != digest.hexdigest():
        raise ManifestError(
            f"Expected {manifest.dataset.name} with the SHA-256 {manifest.data.sha256}, got {digest.hexdigest()}: "
            "the file is not the one that was exported for this manifest; export it again, or make a new manifest."
        )
    if manifest.data.count not in (None, rows):
        raise ManifestError(f"Expected {manifest.data.count} rows in {manifest.dataset.name}, got {rows}.")
    return digest.hexdigest()


def check_output(manifest: ModelManifest) -> None:
    """Makes the output folder now: a run whose results can't be written is not worth starting."""
    try:
        manifest.output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=manifest.output):
            pass
    except OSError as error:
        raise ManifestError(f"Expected `output.output_dir` to be a folder that can be written: {error}.") from error


def check_hosts() -> None:
    """Raises RuntimeError on a slice of several hosts, where one process alone would wait for the others for ever."""
    hosts = [host for host in os.environ.get("TPU_WORKER_HOSTNAMES", "").split(",") if host]
    if len(hosts) > 1:
        raise RuntimeError(
            f"Expected a single host, got {len(hosts)} ({', '.join(hosts)}): use a slice of one host, "
            "such as v5litepod-8."
        )


def check_vocabulary(plan: Plan, vocabulary: int) -> None:
    """Raises ManifestError for a token that the model has no row for; JAX would silently take another row."""
    highest = max(int(records.tokens.max()) for records in (plan.records, plan.evaluation_records) if len(records))
    if highest >= vocabulary:
        raise ManifestError(
            f"Expected token ids below the model's {vocabulary} rows, got {highest}: the tokenizer belongs to another "
            "model; set `source.tokenizer`."
        )
