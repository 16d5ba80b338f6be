"""loop.py ROWS: seconds a step of a run's loop, and of a PeftTrainer with nothing of ours around it, in turns."""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bundles import make_bundle, open_bundle

STEPS, TURNS = 60, 5


def main(rows: str) -> None:
    from tunix_rt_launcher.cancellation import Cancellation
    from tunix_rt_launcher.clock import Clock
    from tunix_rt_launcher.events import Events
    from tunix_rt_launcher.logs import quieten_libraries
    from tunix_rt_launcher.training import train

    quieten_libraries()
    turns: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(TURNS):
            path = make_bundle(
                Path(folder) / str(turn), rows, max_steps=STEPS, training={"num_epochs": 9}, checkpoints={"every_steps": 10**6}
            )
            manifest, plan, model, mesh = open_bundle(path)
            events = Events(path.parent / "told.jsonl")
            train(manifest, plan, model, mesh, 0, events, Cancellation(), Clock(time.monotonic()))
            ours = steady([json.loads(line) for line in open(path.parent / "told.jsonl")])
            manifest, plan, model, mesh = open_bundle(path)
            turns.append((ours, bare(plan, model, mesh)))
    ours, alone = (statistics.median(turn[index] for turn in turns) for index in (0, 1))
    ratio = statistics.median(one / other for one, other in turns)
    print(json.dumps({"ours": ours, "bare": alone, "ratio": ratio}))


def steady(events: list[dict]) -> float:
    """Seconds a step between the first that is compiled and the last."""
    from datetime import datetime

    at = {event["step"]: datetime.fromisoformat(event["at"]) for event in events if event["kind"] == "progress"}
    return (at[STEPS] - at[10]).total_seconds() / (STEPS - 10)


def bare(plan, model, mesh) -> float:
    import optax
    from tunix.sft import hooks, peft_trainer

    from tunix_rt_launcher.batches import TrainingBatches
    from tunix_rt_launcher.loss import mean_loss
    from tunix_rt_launcher.training import model_input

    times: list[float] = []

    class Times(hooks.TrainingHooks):
        def on_train_step_start(self, train_ctx):
            times.append(time.perf_counter())

        def on_train_step_end(self, train_ctx, train_step, train_loss):
            pass

        def on_train_start(self, train_ctx):
            pass

        def on_train_end(self, train_ctx):
            times.append(time.perf_counter())

        def on_eval_step_start(self, train_ctx):
            pass

        def on_eval_step_end(self, train_ctx, eval_loss):
            pass

    trainer = peft_trainer.PeftTrainer(
        model.module, optax.adamw(1e-3), peft_trainer.TrainingConfig(eval_every_n_steps=10**6)
    )
    trainer.with_loss_fn(mean_loss).with_gen_model_input_fn(model_input).with_training_hooks(Times())
    batches = TrainingBatches(plan.records, plan.order, plan.lengths, 0, STEPS, 1, lambda: False)
    with mesh:
        trainer.train(batches)
    return (times[STEPS] - times[10]) / (STEPS - 10)


if __name__ == "__main__":
    main(*sys.argv[1:])
