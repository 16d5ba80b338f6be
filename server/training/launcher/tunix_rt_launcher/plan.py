"""How many steps a run takes, and over which rows."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from .architectures import refuses_packing
from .encoder import Encoder
from .evaluation.questions import Question
from .events import Events, say
from .gemma_turns import END, START
from .lengths import choose_lengths, fit
from .manifest import Manifest
from .order import Order, Split, sequences_of, split_rows
from .probe import choose_questions
from .records import Records, read_records
from .rendering import choose_rendering
from .sections import ManifestError

# Accelerators work in tiles of 128.
LENGTH_MULTIPLE = 128
LENGTH_MULTIPLE_ON_CPU = 16


@dataclass(frozen=True)
class Plan:
    """`lengths` are those that batches are padded to, in tokens, ascending; `sequences` and `fill`, the share of the
    computed tokens that are real, are of the first epoch; `questions` are asked while it is trained.
    """

    records: Records
    order: Order
    evaluation_records: Records
    evaluation_sequences: list[list[int]]
    dropped: Counter[str]
    lengths: list[int]
    sequences: int
    fill: float
    max_steps: int
    steps_per_epoch: float
    warnings: list[str]
    questions: list[Question]

    def fields(self, manifest: Manifest) -> dict[str, Any]:
        """The plan as an event."""
        batch_size = manifest.training.batch_size
        is_packed = manifest.data.packing
        return {
            "max_steps": self.max_steps,
            "steps_per_epoch": self.steps_per_epoch,
            "records": len(self.order.rows),
            "evaluation_records": sum(map(len, self.evaluation_sequences)),
            "dropped": dict(self.dropped),
            "remainder": 0 if is_packed else len(self.order.rows) % batch_size,
            "batch_size": batch_size,
            "packing": is_packed,
            "sequences": self.sequences,
            "sequence_length": self.lengths[-1],
            "lengths": self.lengths,
            "fill": round(self.fill, 4),
            "warnings": self.warnings,
        }


def make_plan(manifest: Manifest, encoder: Encoder, events: Events) -> Plan:
    """Reads the data and counts the steps. Raises ManifestError when there are not enough rows for one step, or the
    model can't be trained on packed rows or in its own template.
    """
    dropped: Counter[str] = Counter()
    limit = manifest.training.max_seq_length
    if manifest.data.packing and (why := refuses_packing(manifest.model_id)):
        raise ManifestError(f"Expected `data.packing: false` for {manifest.model_id}, got true: {why}.")
    rendering = choose_rendering(manifest, encoder)
    records = read_records(manifest.dataset, rendering, limit, events, dropped)
    split = split_rows(len(records), manifest.evaluation.fraction, manifest.seed)
    evaluation = records
    if manifest.evaluation.path is not None:
        path = manifest.evaluation.path
        evaluation = read_records(path, rendering, limit, events, dropped, file=path.name)
        split = Split(split.training, list(range(len(evaluation))))
    packed = limit if manifest.data.packing else None
    order = Order(split.training, records.lengths(), manifest.training.batch_size, manifest.seed, packed)
    held_out = sequences_of(split.evaluation, evaluation.lengths(), packed)
    accumulated = manifest.optimizer.gradient_accumulation_steps
    epoch = [[_tokens(sequence, order.lengths) for sequence in batch] for batch in order.batches(0)]
    planned = _count_batches(order, manifest.training.num_epochs, len(epoch)) // accumulated
    if planned == 0:
        raise ManifestError(_too_few(manifest, len(split.training), dropped))
    longest = max(
        *(max(batch) for batch in epoch),
        *(_tokens(sequence, evaluation.lengths()) for sequence in held_out),
        min(limit, sum(order.lengths[row] for row in order.rows)) if packed else max(order.lengths),
    )
    max_steps = min(manifest.max_steps or planned, planned)
    epochs = max(1, max_steps * accumulated // len(epoch))
    lengths = choose_lengths([*[max(batch) for batch in epoch] * epochs, longest], limit, _multiple())
    computed = sum(fit(max(batch), lengths) for batch in epoch) * order.batch_size
    fill = sum(map(sum, epoch)) / computed
    questions = _questions(manifest, encoder, evaluation, split.evaluation)
    steps = len(epoch) / accumulated
    return Plan(
        records=records,
        order=order,
        evaluation_records=evaluation,
        evaluation_sequences=held_out,
        dropped=dropped,
        lengths=lengths,
        sequences=sum(map(len, epoch)),
        fill=fill,
        max_steps=max_steps,
        steps_per_epoch=int(steps) if steps.is_integer() else round(steps, 2),
        warnings=_warnings(manifest, encoder, records, planned, len(split.evaluation), len(questions)),
        questions=questions,
    )


def say_plan(manifest: Manifest, plan: Plan) -> None:
    """Prints the plan for people."""
    reasons = ", ".join(f"{count} {reason}" for reason, count in plan.dropped.items()) or "none"
    held_out = sum(map(len, plan.evaluation_sequences))
    packed = f" in {plan.sequences} sequences" if manifest.data.packing else ""
    say(
        f"{len(plan.order.rows)} rows{packed} to train on, {held_out} to evaluate on, dropped: {reasons}; "
        f"{plan.max_steps} steps of {manifest.training.batch_size} sequences of "
        f"{' or '.join(map(str, plan.lengths))} tokens, {plan.fill:.0%} of them real"
    )
    for warning in plan.warnings:
        say(f"Warning: {warning}")


def _questions(manifest: Manifest, encoder: Encoder, records: Records, held_out: list[int]) -> list[Question]:
    if manifest.evaluation.samples_every_steps is None:
        return []
    return choose_questions(manifest, encoder, {int(records.lines[row]) for row in held_out})


def _multiple() -> int:
    # Not before it is known where JAX keeps what it compiles.
    import jax

    return LENGTH_MULTIPLE_ON_CPU if jax.default_backend() == "cpu" else LENGTH_MULTIPLE


def _tokens(sequence: list[int], lengths: list[int]) -> int:
    return sum(lengths[row] for row in sequence)


def _count_batches(order: Order, epochs: int, first: int) -> int:
    """The batches of all epochs; packed, each epoch has a number of its own."""
    if order.limit is None:
        return first * epochs
    return first + sum(sum(1 for _ in order.batches(epoch)) for epoch in range(1, epochs))


def _too_few(manifest: Manifest, rows: int, dropped: Counter[str]) -> str:
    needed = f"`training.batch_size` is {manifest.training.batch_size}"
    accumulated = manifest.optimizer.gradient_accumulation_steps
    if accumulated > 1:
        needed += f" and `optimizer.gradient_accumulation_steps` is {accumulated}"
    reasons = ", ".join(f"{count} {reason}" for reason, count in dropped.items()) or "none dropped"
    return f"Expected rows for at least one step, got {rows} usable rows ({reasons}) while {needed}."


def _warnings(
    manifest: Manifest, encoder: Encoder, records: Records, planned: int, evaluated: int, asked: int
) -> list[str]:
    warnings = [
        f"The tokenizer has no token {marker}: it is learned as plain text, for the model marks its turns otherwise."
        for marker in (START, END)
        if manifest.prompt.template == "gemma" and marker not in encoder.markers
    ]
    if records.merged:
        warnings.append(
            f"{records.merged} rows have turns that the model's template does not take: what these say is merged into "
            "the user's turns."
        )
    if (manifest.max_steps or 0) > planned:
        warnings.append(f"`max_steps` is {manifest.max_steps}, but the epochs end after {planned} steps.")
    if manifest.evaluation.path is not None and evaluated == 0:
        warnings.append(f"{manifest.evaluation.path.name} holds no usable row: nothing is evaluated.")
    if manifest.evaluation.samples_every_steps is not None and asked == 0:
        warnings.append("None of the held-out rows has an expected answer: nothing is asked while it is trained.")
    if problem := _unmeasured(manifest, evaluated):
        warnings.append(problem)
    parts = dict(zip(manifest.mesh.axis_names, manifest.mesh.shape, strict=True))["fsdp"]
    if manifest.training.batch_size % parts:
        warnings.append(
            f"`training.batch_size` {manifest.training.batch_size} can't be split over the mesh's fsdp axis "
            f"of {parts}: every device computes the whole batch."
        )
    return warnings


def _unmeasured(manifest: Manifest, evaluated: int) -> str | None:
    """Why no checkpoint but the last could be told to be the best."""
    metric, saved = manifest.checkpoints.keep_best, manifest.checkpoints.every_steps
    key = "evaluation.samples_every_steps" if metric == "eval/accuracy" else "evaluation.every_steps"
    every = manifest.evaluation.samples_every_steps if metric == "eval/accuracy" else manifest.evaluation.every_steps
    if metric == "none" or evaluated == 0 or every is None or saved % every == 0:
        return None
    return (
        f"Not every checkpoint is measured: they are saved every {saved} steps, and {metric} is measured every {every}, by "
        f"`{key}`. The best one of those that are is kept."
    )
