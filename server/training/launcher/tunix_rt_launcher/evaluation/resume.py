"""What decides the samples of an evaluation, so that one that goes on draws what it would have drawn."""

from typing import Any

from ..manifest import EvaluationManifest
from ..remembered import guard_settings


def guard_samples(manifest: EvaluationManifest, sha256: str) -> None:
    """Remembers the settings, or compares them with those of the samples that are there.

    Raises ManifestError when samples would be continued with something else.
    """
    guard_settings(
        manifest.folder,
        _settings(manifest, sha256),
        is_continuing=(manifest.folder / "samples.jsonl").is_file(),
        made="the samples were drawn with",
        anew="remove samples.jsonl and losses.jsonl",
    )


def _settings(manifest: EvaluationManifest, sha256: str) -> dict[str, Any]:
    return {
        "model.model_id": manifest.model_id,
        "start": manifest.start and [list(manifest.start.steps), manifest.start.digest],
        "source.kind": manifest.source.kind,
        "source.path": manifest.source.path,
        "data.sha256": sha256,
        **{f"sampling.{name}": value for name, value in vars(manifest.sampling).items()},
        **{f"verifier.{name}": value for name, value in vars(manifest.verifier).items()},
        **{f"prompt.{name}": value for name, value in vars(manifest.prompt).items()},
        "seed": manifest.seed,
    }
