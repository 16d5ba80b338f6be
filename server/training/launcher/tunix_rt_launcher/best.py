"""Which checkpoint is the best by what was measured on held-out rows."""

import json
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orbax.checkpoint.checkpoint_managers import LatestN, PreservationPolicy

from .events import Events
from .manifest import Manifest
from .whole import write_whole

# Whether less of a metric is better.
IS_LESS_BETTER = {"eval/loss": True, "eval/accuracy": False}


class Best:
    """What `checkpoints.keep_best` names was at the steps that have a checkpoint, kept beside these in `measured.json`, so
    that a resumed run knows it too.
    """

    def __init__(self, manifest: Manifest, events: Events, max_steps: int, committed: Collection[int]):
        self.metric, self.events = manifest.checkpoints.keep_best, events
        self.every, self.last = manifest.checkpoints.every_steps, max_steps
        self._path = manifest.folder / "measured.json"
        before = _read(self._path, self.metric)
        # What came after the last checkpoint comes again, and what was rotated away can't be kept.
        self._values = {step: value for step, value in before.items() if step in committed}
        self._told: int | None = None
        self._tell()

    def measure(self, metric: str, step: int, value: float) -> None:
        """Takes note of a value, where it is one of a step that has a checkpoint or is about to have one."""
        if metric != self.metric or not math.isfinite(value) or (step % self.every and step != self.last) or step == 0:
            return
        self._values[step] = value
        _write(self._path, self.metric, self._values)
        self._tell()

    def among(self, steps: Collection[int]) -> int | None:
        """The step with the best value, the first of several; None where none of them was measured."""
        measured = [step for step in sorted(self._values) if step in steps]
        sign = 1 if IS_LESS_BETTER[self.metric] else -1
        return min(measured, key=lambda step: sign * self._values[step], default=None)

    def _tell(self) -> None:
        step = self.among(self._values)
        if step is not None and step != self._told:
            self._told = step
            self.events.emit("best", metric=self.metric, step=step, value=self._values[step])


@dataclass
class LatestAndBest(PreservationPolicy):
    """Preserves the last checkpoints, and the best of all."""

    latest: LatestN
    best: Best

    def should_preserve(self, checkpoints: Sequence[Any], *, context: Any) -> Sequence[bool]:
        best = self.best.among({checkpoint.step for checkpoint in checkpoints})
        latest = self.latest.should_preserve(checkpoints, context=context)
        return [
            is_latest or checkpoint.step == best for checkpoint, is_latest in zip(checkpoints, latest, strict=True)
        ]


def _read(path: Path, metric: str) -> dict[int, float]:
    """What was measured before; nothing of what can't be read, which must not keep a training from going on."""
    try:
        measured = json.loads(path.read_text(encoding="utf-8"))
        values = measured["values"].items() if measured["metric"] == metric else ()
        return {int(step): float(value) for step, value in values if math.isfinite(float(value))}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(path: Path, metric: str, values: dict[int, float]) -> None:
    measured = {"metric": metric, "less_is_better": IS_LESS_BETTER[metric], "values": values}
    write_whole(path, json.dumps(measured, indent=2) + "\n")
