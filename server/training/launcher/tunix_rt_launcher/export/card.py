"""The model card: what the model is, where it came from, and how it does."""

import json
import re
from html import escape
from pathlib import Path
from typing import Any

from ..manifest import ExportManifest

CARD = "card.json"


def write_card(manifest: ExportManifest, folder: Path, proof: str) -> None:
    """Writes README.md, with what the server knew of the checkpoint where it put that beside it."""
    known = _known(manifest.start.folder / CARD)
    step = manifest.start.steps[-1]
    front = {"library_name": "peft" if manifest.export.kind == "adapter" else "transformers", "tags": ["tunix", "tunix-rt"]}
    if not manifest.model_id.startswith("tunix-rt/"):
        front["base_model"] = manifest.model_id
    lines = [
        "---",
        *(f"{key}: {json.dumps(value)}" for key, value in front.items()),
        "---",
        "",
        f"# {_plain(known.get('name', f'{manifest.model_id} @{step}'))}",
        "",
        f"Trained from {_plain(manifest.model_id)} with google/tunix; the checkpoint of step {step}"
        + (f", a LoRA adapter of rank {manifest.lora.rank}." if manifest.lora else ", all weights."),
        "",
        "## Where it came from",
        "",
        "| training | step | dataset | digest of that |",
        "|---|---|---|---|",
        *(
            f"| {_plain(stage['name'])} | {stage['step']} | {_plain(stage['datasetKey'])} | `{stage['datasetDigest']}` |"
            for stage in known.get("stages", [])
        ),
        "",
        f"Digest of the checkpoint: `{manifest.start.digest}`.",
        "",
        *_evaluations(known.get("evaluations", [])),
        "## Prompts",
        "",
        f"Trained with {'Gemma’s turns' if manifest.prompt.template == 'gemma' else 'the chat template of its tokenizer'}; the chat "
        "template in this folder writes them.",
        "",
        "## Checked",
        "",
        proof,
        "",
    ]
    (folder / "README.md").write_text("\n".join(lines), encoding="utf-8")


def _evaluations(evaluations: list[dict[str, Any]]) -> list[str]:
    if not evaluations:
        return []
    return [
        "## How it does",
        "",
        "| questions | accuracy | 95 % | n | conditions | trained on |",
        "|---|---|---|---|---|---|",
        *(
            f"| {_plain(each['dataset'])} | {each['accuracy']:.3f} | {each['low']:.3f} to {each['high']:.3f} | {each['rows']} | "
            f"{each['conditions']} | {_trained_on(each.get('leaks'))} |"
            for each in evaluations
        ),
        "",
    ]


def _trained_on(leaks: dict[str, int] | None) -> str:
    """How many of the questions the model had learned from: the accuracy on those says little about others."""
    if leaks is None:
        return "unknown"
    least = "at least " if leaks["isFloor"] else ""
    return f"{least}{leaks['leakCount']} of {leaks['rowCount']} rows"


def _plain(text: str) -> str:
    """A name as Markdown shows it, in one line: it is no table, no tag and no link, whatever it is."""
    return re.sub(r"([\\`*_~|#!\[\]{}])", r"\\\1", escape(" ".join(text.split()), quote=False))


def _known(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
