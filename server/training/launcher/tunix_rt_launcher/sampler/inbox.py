"""Lines from stdin, which are read while the model works."""

import os
import threading
import time
from collections.abc import Callable
from queue import Empty, Queue
from typing import BinaryIO

LOOK_AGAIN = 0.5


class Inbox:
    """The lines that nobody took yet. When they end because the process that wrote them is gone, this one ends with it."""

    def __init__(self, lines: BinaryIO):
        self._lines, self._taken, self.is_closed = lines, Queue[bytes | None](), False
        self._parent = os.getppid()
        threading.Thread(target=self._read, daemon=True).start()

    def take(self, handle: Callable[[bytes], None], waits: bool) -> None:
        """Hands over the lines that are there; `waits` for one where there is none, unless no more can come."""
        while not self.is_closed:
            try:
                line = self._taken.get(block=waits)
            except Empty:
                return
            if line is None:
                self.is_closed = True
            elif line.strip():
                handle(line)
                waits = False

    def _read(self) -> None:
        for line in self._lines:
            self._taken.put(line)
        self._taken.put(None)
        while os.getppid() == self._parent:
            time.sleep(LOOK_AGAIN)
        os._exit(1)
