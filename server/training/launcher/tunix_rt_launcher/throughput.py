"""How fast a run goes, and what of it is padding."""

import resource
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import jax

from .batches import TrainingBatches
from .clock import Clock
from .events import Events

SECONDS_BETWEEN = 5.0


@dataclass
class Throughput:
    """Tells of the steps that this process has done: tokens, time by activity, memory."""

    events: Events
    clock: Clock
    training: TrainingBatches
    first_step: float | None = None
    tokens: int = 0
    computed: int = 0
    _stepped: float = 0.0
    _told: float = field(default_factory=time.monotonic)

    def on_step(self, step: int) -> float | None:
        """Counts a step that is done; returns its useful tokens a second, None for the first, which compiles."""
        accumulated = self.training.accumulated
        sizes = [self.training.sizes[number] for number in range((step - 1) * accumulated, step * accumulated)]
        useful = sum(size[0] for size in sizes)
        self.tokens += useful
        self.computed += sum(size[1] for size in sizes)
        stepped = self.clock.seconds().get("step", 0.0)
        taken, self._stepped = stepped - self._stepped, stepped
        is_first = self.first_step is None
        if is_first:
            self.first_step = self.clock.elapsed()
        if is_first or time.monotonic() - self._told > SECONDS_BETWEEN:
            self.tell(step)
        return None if is_first or taken <= 0 else useful / taken

    def tell(self, step: int) -> None:
        self._told = time.monotonic()
        self.events.emit("throughput", step=step, **self.fields())

    def fields(self) -> dict[str, Any]:
        return {
            "tokens": self.tokens,
            "computed_tokens": self.computed,
            "seconds": {activity: round(seconds, 3) for activity, seconds in self.clock.seconds().items()},
            "first_step_seconds": None if self.first_step is None else round(self.first_step, 3),
            "peak_memory_bytes": peak_memory(),
        }


def peak_memory() -> int:
    """The most bytes held at once: of the fullest device, or on a CPU of this process."""
    stats = [device.memory_stats() or {} for device in jax.local_devices()]
    on_device = max(each.get("peak_bytes_in_use", 0) for each in stats)
    # In bytes on macOS, in KiB elsewhere.
    unit = 1 if sys.platform == "darwin" else 1024
    return on_device or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
