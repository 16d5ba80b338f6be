"""A run's progress and metrics, as Tunix tells them."""

from dataclasses import dataclass, field
from typing import Any

import jax
import numpy
from flax import nnx
from tunix.sft import hooks
from tunix.sft.sharding_utils import shard_input

from .batches import EvaluationBatches
from .best import Best
from .checkpoints import CheckpointWatch
from .events import Events, say
from .probe import Probe
from .throughput import Throughput

DATA_AXES = ("fsdp",)
ACTIVITIES = {"compile": "compile", "train": "step", "evaluate": "evaluation", "save": "checkpoint"}


@dataclass
class Progress(hooks.TrainingHooks):
    """Turns what the trainer does into events."""

    events: Events
    watch: CheckpointWatch
    throughput: Throughput
    max_steps: int
    rates: numpy.ndarray
    evaluation: EvaluationBatches
    evaluation_every: int
    phase: str = ""
    has_compiled: bool = False
    metrics: dict[str, float] = field(default_factory=dict)
    best: Best | None = None
    probe: Probe | None = None

    def on_scalar(self, event: str, value: Any, **details: Any) -> None:
        """Receives every scalar of the process from jax.monitoring, Tunix's metrics among them."""
        if event.startswith("/train/") or (event.startswith("/eval/") and not self.evaluation.was_interrupted):
            self.record(event.lstrip("/"), int(details["step"]), float(numpy.asarray(value)))

    def record(self, name: str, step: int, value: float) -> None:
        self.metrics[name] = value
        self.events.emit("metric", name=name, step=step, value=value)
        if self.best:
            self.best.measure(name, step, value)
        if name == "train/loss":
            # Not read from the optimizer, which would wait for the step that is being computed.
            self.record("train/learning_rate", step, float(self.rates[step - 1]))
        if name == "eval/loss":
            say(f"Step {step} of {self.max_steps}: eval loss {value:.4f}")

    def enter(self, phase: str) -> None:
        if phase != self.phase:
            self.phase = phase
            self.events.phase(phase)
        if phase in ACTIVITIES:
            self.throughput.clock.enter(ACTIVITIES[phase])

    def tell_step(self, trainer: Any) -> None:
        self.events.emit("progress", step=trainer.train_steps, max_steps=self.max_steps)

    def on_train_start(self, train_ctx: Any) -> None:
        self.enter("compile")

    def on_train_step_start(self, train_ctx: Any) -> None:
        if self.probe and train_ctx.train_steps % self.probe.every == 0:
            self._ask(train_ctx)
        if self.has_compiled:
            self.enter("train")
        self.has_compiled = True
        self.tell_step(train_ctx)
        self.watch.look()

    def on_train_step_end(self, train_ctx: Any, train_step: int, train_loss: float) -> None:
        say(f"Step {train_step} of {self.max_steps}: train loss {float(train_loss):.4f}")
        rate = self.throughput.on_step(train_step)
        if rate is not None:
            self.record("train/tokens_per_second", train_step, rate)

    def on_train_end(self, train_ctx: Any) -> None:
        if self.has_compiled:
            self.enter("train")
        self.tell_step(train_ctx)
        if train_ctx.train_steps == self.max_steps and self.max_steps % self.evaluation_every:
            self._evaluate(train_ctx)
        if self.probe and train_ctx.train_steps == self.max_steps:
            self._ask(train_ctx)
        self.enter("save")

    def on_eval_step_start(self, train_ctx: Any) -> None:
        if self.phase != "evaluate":
            # What was begun before is no part of the evaluation.
            jax.block_until_ready(nnx.state(train_ctx.model))
        self.enter("evaluate")
        self.tell_step(train_ctx)

    def on_eval_step_end(self, train_ctx: Any, eval_loss: float) -> None:
        pass

    def close(self) -> None:
        if self.probe:
            self.probe.close()

    def _ask(self, trainer: Any) -> None:
        """Asks the held-out questions, of what was begun before when it is done."""
        jax.block_until_ready(nnx.state(trainer.model))
        self.enter("evaluate")
        self.probe.ask(trainer.train_steps)

    def _evaluate(self, trainer: Any) -> None:
        """Evaluates the finished model, which Tunix does only at multiples of the interval."""
        _, evaluate = trainer.jit_train_and_eval_step()
        losses = []
        for batch in self.evaluation:
            self.on_eval_step_start(trainer)
            loss, _ = evaluate(shard_input(batch, DATA_AXES))
            losses.append(float(loss))
        if losses and not self.evaluation.was_interrupted:
            mean = float(numpy.mean(losses))
            self.record("eval/loss", trainer.train_steps, mean)
            self.record("eval/perplexity", trainer.train_steps, float(numpy.exp(mean)))
