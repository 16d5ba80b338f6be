"""A run from its manifest to its outputs."""

from pathlib import Path

from .cancellation import Cancellation, Cancelled
from .checkpoints import committed_steps, guard_resume
from .checks import check_data, check_hosts, check_output, check_vocabulary
from .compiled import keep_compiled
from .events import Events, say
from .logs import quieten_libraries
from .manifest import EvaluationManifest, ExportManifest, Manifest, SamplerManifest, read_manifest
from .sections import ManifestError
from .start import check_start, restore_step, take_tokenizer


def run(path: Path, events: Events, cancellation: Cancellation, started: float) -> int:
    """Does what the manifest at `path` describes, from where it was left if it was begun.

    `started` is when the process began, by the monotonic clock.
    Returns the exit code. Raises Cancelled when asked to stop, anything else when the run failed.
    """
    manifest = read_manifest(path)
    keep_compiled(manifest.folder / "compiled")
    if isinstance(manifest, EvaluationManifest):
        from .evaluation.run import evaluate

        return evaluate(manifest, events, cancellation)
    if isinstance(manifest, ExportManifest):
        from .export.run import export

        return export(manifest, events, cancellation)
    if isinstance(manifest, SamplerManifest):
        raise ManifestError("Expected `mode: sft`, `evaluate` or `export`, got sample: use python -m tunix_rt_launcher.sampler.")
    return _train(manifest, events, cancellation, started)


def _train(manifest: Manifest, events: Events, cancellation: Cancellation, started: float) -> int:
    sha256 = check_data(manifest)
    check_output(manifest)
    check_hosts()
    steps = committed_steps(manifest.checkpoint_folder)
    start = None if steps else manifest.start
    if start:
        check_start(start)
        take_tokenizer(manifest, start)
    guard_resume(manifest, sha256, is_resuming=bool(steps))
    quieten_libraries()

    events.phase("tokenizer")
    from .clock import Clock
    from .models import load_model, load_tokenizer
    from .plan import make_plan, say_plan
    from .rendering import read_texts

    clock = Clock(started)

    encoder = load_tokenizer(manifest, read_texts(manifest), is_resuming=bool(steps or start))
    say(f"Tokenizer with {encoder.size} tokens")
    cancellation.check()

    events.phase("data")
    plan = make_plan(manifest, encoder, events)
    events.emit("plan", **plan.fields(manifest))
    say_plan(manifest, plan)
    if steps and steps[-1] >= plan.max_steps and (manifest.output / "summary.json").is_file():
        events.emit("done", step=steps[-1], max_steps=plan.max_steps, already_complete=True)
        say(f"Already complete at step {steps[-1]}")
        return 0
    cancellation.check()

    events.phase("model")
    from tunix.utils.mesh import create_mesh

    mesh = create_mesh(manifest.mesh.shape, manifest.mesh.axis_names)
    model = load_model(manifest, encoder, mesh)
    check_vocabulary(plan, model.vocabulary)
    if start:
        with mesh:
            restore_step(model.module, manifest, start, start.steps[0])
        say(f"Starts from {start.name} at step {start.steps[0]}")
    events.emit(
        "plan",
        **plan.fields(manifest),
        parameters=model.parameters,
        trainable_parameters=model.trainable_parameters,
    )
    say(f"Model with {model.parameters:,} parameters, {model.trainable_parameters:,} of them trained")
    cancellation.check()

    from .outputs import write_outputs
    from .training import train

    result = train(manifest, plan, model, mesh, encoder, events, cancellation, clock)
    if result.step < plan.max_steps:
        raise Cancelled
    write_outputs(manifest, plan, model, encoder, result)
    events.emit("done", step=result.step, max_steps=plan.max_steps)
    say(f"Done at step {result.step}")
    return 0
