"""One training run with Tunix's PeftTrainer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jax
import numpy
import orbax.checkpoint
from flax import nnx
from jax import numpy as jnp
from orbax.checkpoint.checkpoint_managers import FixedIntervalPolicy, LatestN
from tunix.sft import peft_trainer

from .batches import Batch, EvaluationBatches, TrainingBatches
from .best import Best, LatestAndBest
from .cancellation import Cancellation
from .checkpoints import CheckpointWatch, committed_steps
from .clock import Clock
from .encoder import Encoder
from .events import Events, say
from .loss import mean_loss
from .manifest import Manifest
from .models import Model
from .optimizer import create_optimizer, learning_rate
from .plan import Plan
from .probe import Probe
from .progress import DATA_AXES, Progress
from .throughput import Throughput


@dataclass(frozen=True)
class Result:
    """The step that training ended at, and the last value of each metric."""

    step: int
    metrics: dict[str, float]


def train(
    manifest: Manifest,
    plan: Plan,
    model: Model,
    mesh: Any,
    encoder: Encoder,
    events: Events,
    cancellation: Cancellation,
    clock: Clock,
) -> Result:
    """Trains from the last committed checkpoint, or from the start, to the plan's last step or a request to stop.

    Either way the state at the end is a committed checkpoint.
    """
    rate = learning_rate(manifest, plan.max_steps)
    training, evaluation = _batches(manifest, plan, encoder.pad, cancellation)
    watch = CheckpointWatch(manifest.checkpoint_folder, events, manifest.lora is not None, model.trainable_parameters)
    rates = numpy.broadcast_to(numpy.asarray(rate(numpy.arange(plan.max_steps))), plan.max_steps)
    throughput = Throughput(events, clock, training)
    progress = Progress(
        events, watch, throughput, plan.max_steps, rates, evaluation, manifest.evaluation.every_steps
    )
    if manifest.checkpoints.keep_best != "none":
        progress.best = Best(manifest, events, plan.max_steps, committed_steps(manifest.checkpoint_folder))
    if plan.questions:
        progress.probe = Probe(
            manifest, model, encoder, plan.questions, progress.record, lambda: cancellation.is_requested
        )
    progress.enter("compile")
    watch.look()
    cancellation.defer()
    trainer = _create_trainer(manifest, model, rate, progress.best)
    if trainer.train_steps > 0:
        events.emit("resumed", step=trainer.train_steps)
        say(f"Resumed at step {trainer.train_steps}")
    if plan.evaluation_sequences:
        trainer.eval_loss_fn = _evaluation_loss(len(evaluation), evaluation.targets())
    trainer.with_training_hooks(progress)
    trainer.checkpoint_manager.save = _timed(trainer.checkpoint_manager.save, manifest.checkpoints.every_steps, clock)
    jax.monitoring.register_scalar_listener(progress.on_scalar)
    with mesh:
        trainer.train(training, evaluation if plan.evaluation_sequences else None)
    progress.close()
    throughput.tell(trainer.train_steps)
    watch.look()
    return Result(trainer.train_steps, progress.metrics)


def _create_trainer(
    manifest: Manifest, model: Model, rate: Any, best: Best | None
) -> peft_trainer.PeftTrainer:
    latest = LatestN(manifest.checkpoints.keep)
    accumulated = manifest.optimizer.gradient_accumulation_steps
    config = peft_trainer.TrainingConfig(
        eval_every_n_steps=manifest.evaluation.every_steps,
        # The batches end the run. With `max_steps`, Tunix averages all past losses anew at every step for its bar.
        max_steps=None,
        gradient_accumulation_steps=accumulated if accumulated > 1 else None,
        checkpoint_root_directory=str(manifest.checkpoint_folder),
        checkpointing_options=orbax.checkpoint.CheckpointManagerOptions(
            save_decision_policy=FixedIntervalPolicy(manifest.checkpoints.every_steps),
            preservation_policy=latest if best is None else LatestAndBest(latest, best),
        ),
        data_sharding_axis=DATA_AXES,
    )
    trainer = peft_trainer.PeftTrainer(model.module, create_optimizer(manifest, rate), config)
    return trainer.with_loss_fn(mean_loss).with_gen_model_input_fn(model_input)


def model_input(batch: Batch) -> dict[str, Any]:
    """What the model is called with: each token sees the earlier ones of its own row, and padding sees padding."""
    segments = batch["segments"]
    is_same = segments[:, :, None] == segments[:, None, :]
    is_earlier = jnp.tril(jnp.ones((segments.shape[1],) * 2, jnp.bool_))
    return {
        "input_tokens": batch["input_tokens"],
        "input_mask": batch["input_mask"],
        "positions": batch["positions"],
        "attention_mask": is_same & is_earlier,
    }


def _evaluation_loss(batches: int, targets: int) -> Callable[..., Any]:
    """A loss whose mean over all batches is the mean over all tokens, however these are spread over batches."""

    def loss(model: Any, **inputs: Any) -> Any:
        return mean_loss(model, **inputs) * jnp.sum(inputs["input_mask"][:, 1:]) * batches / targets

    return loss


def _timed(save: Callable[..., bool], every: int, clock: Clock) -> Callable[..., bool]:
    """Counts what saving takes, less the step that it would wait for."""

    def timed(step: int, model: Any, *arguments: Any, **options: Any) -> bool:
        if step % every == 0 or options.get("force"):
            jax.block_until_ready(nnx.state(model))
        before = clock.enter("checkpoint")
        try:
            return save(step, model, *arguments, **options)
        finally:
            clock.enter(before)

    return timed


def _batches(
    manifest: Manifest, plan: Plan, pad: int, cancellation: Cancellation
) -> tuple[TrainingBatches, EvaluationBatches]:
    accumulated = manifest.optimizer.gradient_accumulation_steps

    def is_stopping() -> bool:
        return cancellation.is_requested

    shared = {"lengths": plan.lengths, "pad": pad, "is_stopping": is_stopping}
    training = TrainingBatches(
        records=plan.records,
        order=plan.order,
        total=plan.max_steps * accumulated,
        accumulated=accumulated,
        **shared,
    )
    return training, EvaluationBatches(
        records=plan.evaluation_records,
        sequences=plan.evaluation_sequences,
        batch_size=manifest.training.batch_size,
        **shared,
    )
