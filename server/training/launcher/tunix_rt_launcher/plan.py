"""How many steps a run takes, and over which rows."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from .batches import Split, sequence_length, split_rows
from .encoder import Encoder
from .events import Events, say
from .manifest import Manifest
from .records import END, START, Records, read_records
from .sections import ManifestError


@dataclass(frozen=True)
class Plan:
    records: Records
    rows: list[int]
    evaluation_records: Records
    evaluation_rows: list[int]
    dropped: Counter[str]
    length: int
    max_steps: int
    steps_per_epoch: float
    warnings: list[str]

    def fields(self, manifest: Manifest) -> dict[str, Any]:
        """The plan as an event."""
        return {
            "max_steps": self.max_steps,
            "steps_per_epoch": self.steps_per_epoch,
            "records": len(self.rows),
            "evaluation_records": len(self.evaluation_rows),
            "dropped": dict(self.dropped),
            "remainder": len(self.rows) % manifest.training.batch_size,
            "batch_size": manifest.training.batch_size,
            "sequence_length": self.length,
            "warnings": self.warnings,
        }


def make_plan(manifest: Manifest, encoder: Encoder, events: Events) -> Plan:
    """Reads the data and counts the steps. Raises ManifestError when there are not enough rows for one step."""
    dropped: Counter[str] = Counter()
    limit = manifest.training.max_seq_length
    records = read_records(manifest.dataset, encoder, limit, events, dropped)
    split = split_rows(len(records), manifest.evaluation.fraction, manifest.seed)
    evaluation = records
    if manifest.evaluation.path is not None:
        path = manifest.evaluation.path
        evaluation = read_records(path, encoder, limit, events, dropped, file=path.name)
        split = Split(split.training, list(range(len(evaluation))))
    batches = len(split.training) // manifest.training.batch_size
    accumulated = manifest.optimizer.gradient_accumulation_steps
    planned = batches * manifest.training.num_epochs // accumulated
    if planned == 0:
        raise ManifestError(_too_few(manifest, len(split.training), dropped))
    steps = batches / accumulated
    return Plan(
        records=records,
        rows=split.training,
        evaluation_records=evaluation,
        evaluation_rows=split.evaluation,
        dropped=dropped,
        length=sequence_length(max(records.longest(), evaluation.longest()), limit),
        max_steps=min(manifest.max_steps or planned, planned),
        steps_per_epoch=int(steps) if steps.is_integer() else round(steps, 2),
        warnings=_warnings(manifest, encoder, planned, len(split.evaluation)),
    )


def say_plan(manifest: Manifest, plan: Plan) -> None:
    """Prints the plan for people."""
    reasons = ", ".join(f"{count} {reason}" for reason, count in plan.dropped.items()) or "none"
    say(
        f"{len(plan.rows)} rows to train on, {len(plan.evaluation_rows)} to evaluate on, dropped: {reasons}; "
        f"{plan.max_steps} steps of {manifest.training.batch_size} rows of {plan.length} tokens"
    )
    for warning in plan.warnings:
        say(f"Warning: {warning}")


def _too_few(manifest: Manifest, rows: int, dropped: Counter[str]) -> str:
    needed = f"`training.batch_size` is {manifest.training.batch_size}"
    accumulated = manifest.optimizer.gradient_accumulation_steps
    if accumulated > 1:
        needed += f" and `optimizer.gradient_accumulation_steps` is {accumulated}"
    reasons = ", ".join(f"{count} {reason}" for reason, count in dropped.items()) or "none dropped"
    return f"Expected rows for at least one step, got {rows} usable rows ({reasons}) while {needed}."


def _warnings(manifest: Manifest, encoder: Encoder, planned: int, evaluated: int) -> list[str]:
    warnings = [
        f"The tokenizer has no token {marker}: it is learned as plain text, for the model marks its turns otherwise."
        for marker in (START, END)
        if marker not in encoder.markers
    ]
    if (manifest.max_steps or 0) > planned:
        warnings.append(f"`max_steps` is {manifest.max_steps}, but the epochs end after {planned} steps.")
    if manifest.evaluation.path is not None and evaluated == 0:
        warnings.append(f"{manifest.evaluation.path.name} holds no usable row: nothing is evaluated.")
    parts = dict(zip(manifest.mesh.axis_names, manifest.mesh.shape, strict=True))["fsdp"]
    if manifest.training.batch_size % parts:
        warnings.append(
            f"`training.batch_size` {manifest.training.batch_size} can't be split over the mesh's fsdp axis "
            f"of {parts}: every device computes the whole batch."
        )
    return warnings
