"""An evaluation from its manifest to its samples."""

import json
import time
from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ..cancellation import Cancellation, Cancelled
from ..checks import check_data, check_hosts, check_output
from ..events import Events, say, valid_json
from ..logs import quieten_libraries
from ..manifest import EvaluationManifest
from ..sections import ManifestError
from ..start import check_start, restore_step
from .grading import grade, oracle, sample_line
from .resume import guard_samples
from .results import Lines

if TYPE_CHECKING:
    from ..generation import Completion
    from ..records import DroppedRow

LISTED_FAILURES = 100


def evaluate(manifest: EvaluationManifest, events: Events, cancellation: Cancellation) -> int:
    """Asks every checkpoint of the manifest, from the last sample that is there whole.

    Returns the exit code. Raises Cancelled when asked to stop, anything else when the run failed.
    """
    sha256 = check_data(manifest)
    check_output(manifest)
    check_hosts()
    if manifest.start:
        check_start(manifest.start)
    guard_samples(manifest, sha256)
    quieten_libraries()

    events.phase("tokenizer")
    from ..models import load_kept_tokenizer, load_model
    from .questions import read_questions, read_texts

    encoder = load_kept_tokenizer(manifest, read_texts(manifest))
    say(f"Tokenizer with {encoder.size} tokens")
    cancellation.check()

    events.phase("data")

    def drop(row: int, problem: "DroppedRow") -> None:
        events.emit("dropped", row=row, id=problem.id, reason=problem.reason, detail=problem.detail)

    questions, left_out = read_questions(manifest, encoder, drop)
    if not questions:
        reasons = ", ".join(f"{count} {reason}" for reason, count in left_out.items()) or "there are no rows"
        raise ManifestError(f"Expected questions to ask, got none ({reasons}): choose a dataset with expected answers.")
    failures = oracle(questions, manifest.verifier)
    events.emit(
        "oracle",
        rows=len(questions),
        correct=len(questions) - len(failures),
        failures=[
            {"row": question.row, "id": question.id, "expected": question.expected, "reason": verdict.reason}
            for question, verdict in failures[:LISTED_FAILURES]
        ],
    )
    if failures:
        say(f"Warning: {len(failures)} of {len(questions)} expected answers fail when graded against themselves")
    cancellation.check()

    events.phase("model")
    from tunix.utils.mesh import create_mesh

    from .sampling import Asking

    mesh = create_mesh(manifest.mesh.shape, manifest.mesh.axis_names)
    model = load_model(manifest, encoder, mesh)
    highest = max(max(question.prompt + question.answer) for question in questions)
    if highest >= model.vocabulary:
        raise ManifestError(
            f"Expected token ids below the model's {model.vocabulary} rows, got {highest}: the tokenizer belongs to another "
            "model; set `source.tokenizer`."
        )
    asking = Asking(model.module, encoder, questions, manifest.sampling, model.vocabulary, manifest.prompt.template)
    total = asking.total() * len(manifest.steps)
    events.emit(
        "plan_evaluation",
        rows=len(questions),
        left_out=dict(left_out),
        steps=list(manifest.steps),
        samples=manifest.sampling.samples,
        total=total,
        prompt_tokens=asking.prompt_length,
        max_new_tokens=manifest.sampling.max_new_tokens,
        batch_size=manifest.sampling.batch_size,
        warnings=[],
    )
    say(
        f"{len(questions)} questions, {sum(left_out.values())} rows left out; {total} samples of at most "
        f"{manifest.sampling.max_new_tokens} tokens"
    )
    cancellation.check()
    cancellation.defer()

    from .losses import ExpectedLosses

    work = Work(manifest, asking, ExpectedLosses(model.module, questions, model.vocabulary, encoder.pad), events)
    try:
        with mesh:
            for place, step in enumerate(manifest.steps):
                if step > 0:
                    restore_step(model.module, manifest, manifest.start, step)
                work.do_step(place, step, model.module, cancellation)
    finally:
        work.close()
    _write_summary(manifest, work.told)
    events.emit("done", step=total, max_steps=total)
    say(f"Done after {total} samples")
    return 0


class Work:
    """What is drawn and measured of each step, and how far that has come."""

    def __init__(self, manifest: EvaluationManifest, asking: Any, losses: Any, events: Events):
        self.manifest, self.asking, self.losses, self.events = manifest, asking, losses, events
        self.samples = Lines(manifest.folder / "samples.jsonl", itemgetter("outcome", "tokens", "answer"))
        self.measured = Lines(manifest.folder / "losses.jsonl", itemgetter("loss", "tokens"))
        self.total = asking.total() * len(manifest.steps)
        self.told: list[dict[str, Any]] = []
        if self.samples.kept:
            events.emit("resumed", step=len(self.samples.kept))
            say(f"Resumed after {len(self.samples.kept)} samples")

    def do_step(self, place: int, step: int, module: Any, cancellation: Cancellation) -> None:
        self.events.emit("evaluating", step=step)
        self.events.phase("sample")
        self.asking.use(module)
        seconds = self._draw(place, step, cancellation)
        self.events.phase("measure")
        self._measure(place, step, module, cancellation)
        samples = _part(self.samples, place, self.asking.total())
        losses = _part(self.measured, place, len(self.asking.questions))
        outcomes = Counter(outcome for outcome, _, _ in samples)
        told = {
            "step": step,
            "samples": len(samples),
            "seconds": seconds,
            "tokens": sum(tokens for _, tokens, _ in samples),
            "expected_loss": sum(float(loss) for loss, _ in losses),
            "expected_tokens": sum(tokens for _, tokens in losses),
        }
        self.events.emit("evaluated", **told)
        self.told.append(told | {"outcomes": dict(sorted(outcomes.items()))})
        say(f"Step {step}: {outcomes['correct']} of {len(samples)} samples correct")

    def _draw(self, place: int, step: int, cancellation: Cancellation) -> float | None:
        """Draws what is missing of a step. Answers how long that took; None where some was there."""
        done = len(_part(self.samples, place, self.asking.total()))
        began, size = time.monotonic(), self.manifest.sampling.batch_size
        # A batch that was begun is drawn whole again: its samples depend on where it begins.
        for first in range(done - done % size, self.asking.total(), size):
            self._stop_if_asked(cancellation)
            drawn = list(enumerate(self.asking.draw(first), start=first))
            self.samples.write(self._grade(step, [each for each in drawn if each[0] >= done]))
            self.events.emit("progress", step=len(self.samples.kept), max_steps=self.total)
        return round(time.monotonic() - began, 3) if done == 0 else None

    def _grade(self, step: int, drawn: "list[tuple[int, Completion]]") -> list[dict[str, Any]]:
        answers = [answer for _, _, answer in self.samples.kept[-self.manifest.sampling.samples :]]
        lines = []
        for sample, completion in drawn:
            question, index = self.asking.place(sample)
            verdict = grade(completion, question, self.manifest.verifier)
            earlier = answers[len(answers) - index :]
            lines.append(sample_line(step, question, index, completion, verdict, earlier))
            answers.append(verdict.extracted)
        return lines

    def _measure(self, place: int, step: int, module: Any, cancellation: Cancellation) -> None:
        done = len(_part(self.measured, place, len(self.asking.questions)))
        for part in self.losses.of(module, done):
            self._stop_if_asked(cancellation)
            self.measured.write(
                [
                    {
                        "step": step,
                        "row": question.row,
                        "id": question.id,
                        "loss": valid_json(loss),
                        "tokens": len(question.answer),
                    }
                    for question, loss in part
                ]
            )

    def _stop_if_asked(self, cancellation: Cancellation) -> None:
        if cancellation.is_requested:
            raise Cancelled(len(self.samples.kept))

    def close(self) -> None:
        self.samples.close()
        self.measured.close()


def _part(lines: Lines, place: int, size: int) -> list[tuple[Any, ...]]:
    """What is kept of the lines of one step, of which each has so many."""
    return lines.kept[place * size : (place + 1) * size]


def _write_summary(manifest: EvaluationManifest, told: list[dict[str, Any]]) -> None:
    summary = {
        "model_id": manifest.model_id,
        "steps": [{name: valid_json(value) for name, value in step.items()} for step in told],
    }
    text = json.dumps(summary, indent=2, allow_nan=False) + "\n"
    (manifest.output / "summary.json").write_text(text, encoding="utf-8")
    say(f"Wrote {manifest.output}")
