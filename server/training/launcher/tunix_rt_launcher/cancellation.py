"""SIGTERM and SIGINT: stop at once while nothing can be lost, at the next step once training runs."""

import signal
from types import FrameType


class Cancelled(BaseException):
    """The run was asked to stop, after `step` where that is told by no checkpoint. Not an Exception, so that no library takes
    it for a failure of its own.
    """

    def __init__(self, step: int | None = None):
        super().__init__()
        self.step = step


class Cancellation:
    """Remembers a request to stop; before `defer`, the first one also interrupts the work at hand."""

    def __init__(self) -> None:
        self.is_requested = False
        self._is_deferred = False

    def listen(self) -> None:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._on_signal)

    def check(self) -> None:
        """Raises Cancelled when a stop was requested."""
        if self.is_requested:
            raise Cancelled

    def defer(self) -> None:
        """From here on a request only sets `is_requested`, for a checkpoint may be in the making."""
        self._is_deferred = True
        self.check()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        is_first = not self.is_requested
        self.is_requested = True
        if is_first and not self._is_deferred:
            raise Cancelled
