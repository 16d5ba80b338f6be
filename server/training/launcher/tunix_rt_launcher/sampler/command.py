"""The command: loads the model of a manifest, then answers a request a line on stdin, until stdin ends."""

import argparse
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any, TextIO

from ..compiled import keep_compiled
from ..events import valid_json
from ..failures import describe, hint
from ..manifest import SamplerManifest, read_manifest
from ..sections import ManifestError
from ..start import require_steps
from .inbox import Inbox


def main(arguments: list[str]) -> int:
    """Returns 0 when stdin ended and all is answered, 1 when the model can't be loaded or nobody reads the answers."""
    parser = argparse.ArgumentParser(prog="python -m tunix_rt_launcher.sampler", description="Answer prompts.")
    parser.add_argument("--config", default="manifest.yaml", help="the manifest (default: manifest.yaml)")
    channel = Channel(_own_stdout())
    # Read from here on, so that this process ends with the one that started it, though it be loading.
    inbox = Inbox(sys.stdin.buffer)
    try:
        _serve(Path(parser.parse_args(arguments).config), inbox, channel)
        return 0
    except BrokenPipeError:
        return 1
    except Exception as error:
        traceback.print_exc()
        channel.tell("failed", error=describe(error), hint=hint(error))
        return 1


class Channel:
    """Events as JSON lines; each is with its reader when `tell` returns."""

    def __init__(self, file: TextIO):
        self._file = file

    def tell(self, kind: str, **fields: Any) -> None:
        values = {name: valid_json(value) for name, value in fields.items()}
        self._file.write(json.dumps({"kind": kind, **values}) + "\n")
        self._file.flush()


def _serve(path: Path, inbox: Inbox, channel: Channel) -> None:
    manifest = read_manifest(path)
    if not isinstance(manifest, SamplerManifest):
        raise ManifestError(f"Expected `mode: sample` in {path.name}, got another: use train.py.")
    keep_compiled(manifest.folder / "compiled")
    if manifest.start:
        require_steps(manifest.start)
    channel.tell("phase", name="libraries")
    from tunix.utils.mesh import create_mesh

    from ..logs import quieten_libraries
    from ..models import load_kept_tokenizer, load_model
    from .serve import Service

    quieten_libraries()
    channel.tell("phase", name="tokenizer")
    encoder = load_kept_tokenizer(manifest)
    channel.tell("phase", name="model")
    mesh = create_mesh(manifest.mesh.shape, manifest.mesh.axis_names)
    model = load_model(manifest, encoder, mesh)
    with mesh:
        service = Service(manifest, model, encoder, channel.tell)
        channel.tell("ready", steps=list(manifest.steps), parameters=model.parameters)
        service.run(inbox)


def _own_stdout() -> TextIO:
    """What goes to stdout, for this program alone: what libraries print goes to stderr."""
    own = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return own
