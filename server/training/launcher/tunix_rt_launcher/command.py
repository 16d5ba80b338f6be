"""The command: reads its arguments, opens the events, and ends with 0, 143 or 1."""

import argparse
import sys
import time
import traceback
from pathlib import Path

from .cancellation import Cancellation, Cancelled
from .checkpoints import committed_steps
from .events import Events, events_path, say
from .failures import describe, hint


def main(arguments: list[str]) -> int:
    """Runs the manifest. Returns 0 when it is done, 143 when it was asked to stop, 1 when it failed."""
    started = time.monotonic()
    path = _manifest_path(_parse(arguments))
    folder = path.resolve().parent
    if not folder.is_dir():
        print(f"Expected a manifest at {path}, but its folder does not exist.", file=sys.stderr)
        return 1
    events = Events(events_path(folder))
    cancellation = Cancellation()
    try:
        cancellation.listen()
        from .run import run

        return run(path, events, cancellation, started)
    except Cancelled as cancelled:
        step = cancelled.step
        if step is None:
            step = max(committed_steps(folder / "checkpoints"), default=0)
        events.emit("cancelled", step=step)
        say(f"Cancelled at step {step}")
        return 143
    except BaseException as error:
        traceback.print_exc()
        events.emit("failed", error=describe(error), hint=hint(error))
        say(f"Failed: {describe(error)}")
        return 1
    finally:
        events.close()


def _parse(arguments: list[str]) -> str:
    parser = argparse.ArgumentParser(prog="train.py", description="Train or evaluate the model that a manifest describes.")
    parser.add_argument("--config", default="manifest.yaml", help="the manifest (default: manifest.yaml)")
    return parser.parse_args(arguments).config


def _manifest_path(config: str) -> Path:
    """A relative path is looked for in the working folder, then beside train.py."""
    path = Path(config).expanduser()
    beside = Path(__file__).resolve().parent.parent / path
    return beside if not path.exists() and beside.exists() else path
