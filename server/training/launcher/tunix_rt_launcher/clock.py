"""Where a run's time goes."""

import time
from collections import Counter
from typing import Any

import jax

# What JAX calls the time that XLA takes to compile, or to read what it compiled before.
COMPILED = "/jax/core/compile/backend_compile_duration"


class Clock:
    """Seconds by activity: start, compile, step, evaluation, checkpoint. One at a time; what XLA compiles in another
    counts as compile.
    """

    def __init__(self, started: float) -> None:
        self._started = self._since = started
        self._activity = "start"
        self._seconds: Counter[str] = Counter()
        jax.monitoring.register_event_duration_secs_listener(self._on_duration)

    def enter(self, activity: str) -> str:
        """Begins an activity; returns the one before."""
        now = time.monotonic()
        self._seconds[self._activity] += now - self._since
        self._since, before, self._activity = now, self._activity, activity
        return before

    def elapsed(self) -> float:
        """Seconds since the process began."""
        return time.monotonic() - self._started

    def seconds(self) -> dict[str, float]:
        """Seconds of each activity so far."""
        self.enter(self._activity)
        return dict(self._seconds)

    def _on_duration(self, event: str, duration: float, **_: Any) -> None:
        if event == COMPILED and self._activity in ("step", "evaluation", "checkpoint"):
            self._seconds["compile"] += duration
            self._seconds[self._activity] -= duration
