"""Asks math-verify: reads {"texts": [expected, answer], "time_limit"} a line, writes {"is_equal"} or {"failure"}."""

import faulthandler
import json
import logging
import os
import sys

MAX_BYTES = 4 * 1024**3


def main() -> None:
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _limit_memory()
    logging.disable(logging.CRITICAL)
    from math_verify import parse, verify

    def is_equal(expected: str, answer: str) -> bool:
        # Its own limits are alarms, which need a main thread and stop nothing within an operation.
        parsed = [parse(f"${text}$", parsing_timeout=None) for text in (expected, answer)]
        return all(parsed) and bool(verify(*parsed, timeout_seconds=None))

    def tell(answer: dict[str, object]) -> None:
        print(json.dumps(answer), file=answers, flush=True)

    tell({"is_ready": True})
    for line in sys.stdin:
        question = json.loads(line)
        # Ends the process even within an operation, and when nobody is left to kill it.
        faulthandler.dump_traceback_later(question["time_limit"], exit=True)
        try:
            tell({"is_equal": is_equal(*question["texts"])})
        except Exception as error:
            tell({"failure": f"math-verify failed: {type(error).__name__}: {error}"[:300]})
        finally:
            faulthandler.cancel_dump_traceback_later()


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_BYTES, MAX_BYTES))
    except (ImportError, ValueError, OSError):
        pass


if __name__ == "__main__":
    main()
