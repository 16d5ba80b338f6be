"""math-verify as a second grader, in a child process that is killed where it takes too long."""

import atexit
import json
import queue
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .plain import plain

MATH_VERIFY = "math-verify"
CHILD = Path(__file__).with_name("second_child.py")
# Words would be read as products of letters, in which no and on are the same.
WORD = re.compile(r"(?<![\\A-Za-z])[^\W\d_]{2,}")
MAX_LENGTH = 200
TIME_LIMIT = 5.0
START_LIMIT = 120.0


@dataclass(frozen=True)
class Second:
    """What the second grader found: None where it was not asked, or failed."""

    is_equal: bool | None
    failure: str | None = None


def ask_math_verify(expected: str, answer: str, time_limit: float = TIME_LIMIT) -> Second:
    """Asks where both texts are short mathematics without words and the package is there."""
    texts = [_mathematics(text) for text in (expected, answer)]
    if find_spec("math_verify") is None or not all(texts):
        return Second(None)
    return child.ask(texts, time_limit)


def _mathematics(text: str) -> str | None:
    text = re.sub(r"\\[()\[\]]|\$", " ", text).strip().removesuffix(".")
    if not 0 < len(text) <= MAX_LENGTH or WORD.search(plain(text)):
        return None
    return text


class Child:
    """One child for all questions of this process, started at the first, and anew after a failure."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[str] | None = None
        self.lines: queue.Queue[str | None] = queue.Queue()

    def ask(self, texts: list[str], time_limit: float) -> Second:
        with self.lock:
            try:
                if self.process is None:
                    self._start()
                self._write({"texts": texts, "time_limit": time_limit})
                # The child ends itself at its limit; one that can't is killed a second later.
                answer = self._read(time_limit + 1)
            except queue.Empty:
                self.end()
                return Second(None, f"{MATH_VERIFY} took more than {time_limit:g} s")
            except (OSError, ValueError) as error:
                self.end()
                return Second(None, f"{MATH_VERIFY} could not be asked: {error}")
            if answer is None:
                self.end()
                return Second(None, f"{MATH_VERIFY} took more than {time_limit:g} s or more memory than there is")
            return Second(answer.get("is_equal"), answer.get("failure"))

    def end(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _start(self) -> None:
        # -P: the folder of this package is no place to import from.
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self.lines = queue.Queue()
        threading.Thread(target=_forward, args=(self.process, self.lines), daemon=True).start()
        if self._read(START_LIMIT) is None:
            raise OSError("it can't be imported")

    def _write(self, question: dict[str, object]) -> None:
        assert self.process and self.process.stdin
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()

    def _read(self, time_limit: float) -> dict[str, object] | None:
        line = self.lines.get(timeout=time_limit)
        return None if line is None else json.loads(line)


def _forward(process: "subprocess.Popen[str]", lines: "queue.Queue[str | None]") -> None:
    for line in process.stdout or ():
        lines.put(line)
    lines.put(None)


child = Child()
atexit.register(child.end)
