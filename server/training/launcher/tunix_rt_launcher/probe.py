"""Asks a model some of the held-out questions while it is trained."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from .encoder import Encoder
from .evaluation.grading import grade, sample_line
from .evaluation.questions import Question, read_questions
from .evaluation.results import Lines
from .events import say
from .fields import Values
from .manifest import EvaluationManifest, Manifest
from .records import Row
from .verifier.verdict import CORRECT, CUT_OFF, ERROR, NAME, VERSION

if TYPE_CHECKING:
    from .evaluation.sampling import Asking
    from .models import Model

MOST_AT_ONCE = 16
SHOWN = 3


def choose_questions(manifest: Manifest, encoder: Encoder, held_out: set[int]) -> list[Question]:
    """The first held-out rows with an expected answer; `held_out` are lines from 1."""

    def choose(rows: Iterator[Row]) -> Iterator[Row]:
        chosen = (row for row in rows if row.number in held_out)
        return islice(chosen, manifest.evaluation.samples_questions)

    return read_questions(_asked(manifest), encoder, lambda row, problem: None, choose)[0]


class Probe:
    """The questions, and what was answered at each step. Each answer is written to `probe.jsonl` once: a resumed run does
    not ask again what it asked.
    """

    def __init__(
        self,
        manifest: Manifest,
        model: "Model",
        encoder: Encoder,
        questions: list[Question],
        record: Callable[[str, int, float], None],
        is_stopping: Callable[[], bool],
    ):
        self.every, self._manifest = manifest.evaluation.samples_every_steps, _asked(manifest)
        self._model, self._encoder, self._questions = model, encoder, questions
        self._record, self._is_stopping = record, is_stopping
        self._lines = Lines(manifest.folder / "probe.jsonl", itemgetter("step", "outcome", "tokens"))
        self._last: int | None = None

    def ask(self, step: int) -> None:
        """Asks at a step, unless that was done, and records what came of it. Leaves it when the run is to stop."""
        if step == self._last:
            return
        self._last = step
        size = self._manifest.sampling.batch_size
        while (done := len(self._of(step))) < len(self._questions):
            if self._is_stopping():
                return
            first = done - done % size
            drawn = zip(self._questions[first : first + size], self._asking.draw(first), strict=True)
            lines = []
            for question, completion in drawn:
                verdict = grade(completion, question, self._manifest.verifier)
                lines.append(sample_line(step, question, 0, completion, verdict, []))
            self._lines.write(lines[done - first :])
            if first == 0:
                self._show(lines)
        self._tell(step)

    def close(self) -> None:
        self._lines.close()

    @cached_property
    def _asking(self) -> "Asking":
        from .evaluation.sampling import Asking

        # The sampler shares the weights of the model, so that it needs to be told of none.
        sampling, template = self._manifest.sampling, self._manifest.prompt.template
        return Asking(self._model.module, self._encoder, self._questions, sampling, self._model.vocabulary, template)

    def _of(self, step: int) -> list[tuple[int, str, int]]:
        return [line for line in self._lines.kept if line[0] == step]

    def _tell(self, step: int) -> None:
        answers = self._of(step)
        outcomes = Counter(outcome for _, outcome, _ in answers)
        graded = len(answers) - outcomes[ERROR]
        say(f"Step {step}: {outcomes[CORRECT]} of {len(answers)} questions right, {outcomes[CUT_OFF]} cut off")
        if graded:
            self._record("eval/accuracy", step, outcomes[CORRECT] / graded)
        self._record("eval/cut_off", step, outcomes[CUT_OFF] / len(answers))
        self._record("eval/answer_tokens", step, sum(tokens for _, _, tokens in answers) / len(answers))

    def _show(self, lines: list[dict[str, Any]]) -> None:
        for line, question in list(zip(lines, self._questions))[:SHOWN]:
            text = " ".join(line["completion"].split())
            said = text if len(text) <= 200 else f"{text[:200]}…"
            say(f"  {line['outcome']}: expected {question.expected}, got {said or 'nothing'}")


def _asked(manifest: Manifest) -> EvaluationManifest:
    """An evaluation of the held-out rows: greedy, one sample each."""
    return EvaluationManifest(
        folder=manifest.folder,
        model_id=manifest.model_id,
        output=manifest.output,
        seed=manifest.seed,
        lora=manifest.lora,
        mesh=manifest.mesh,
        source=manifest.source,
        dataset=manifest.evaluation.path or manifest.dataset,
        format=manifest.format,
        data=manifest.data,
        prompt=Values(**vars(manifest.prompt), suffix=""),
        start=None,
        sampling=Values(
            samples=1,
            temperature=0.0,
            top_p=1.0,
            max_new_tokens=manifest.evaluation.samples_max_new_tokens,
            max_prompt_tokens=manifest.training.max_seq_length,
            batch_size=min(MOST_AT_ONCE, manifest.evaluation.samples_questions),
            seed=manifest.seed,
        ),
        verifier=Values(name=NAME, version=VERSION, second=None, last_number=False),
    )
