"""The manifest: what to train or to evaluate, on what, and how."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from .architectures import lora_modules, refuses_export
from .fields import TINY, Values, read_values
from .sections import REQUIRED, ManifestError, Section
from .verifier.verdict import NAME, VERSION

OUTPUT_RULES = json.loads((Path(__file__).parent / "output_dir.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class ModelManifest:
    """What makes a model, whatever is done with it; `folder` is the run's folder, every path is absolute."""

    folder: Path
    model_id: str
    output: Path
    seed: int
    lora: Values | None
    mesh: Values
    source: Values


@dataclass(frozen=True)
class RowsManifest(ModelManifest):
    """A model, and rows that are written in its template."""

    dataset: Path
    format: str
    data: Values
    prompt: Values


@dataclass(frozen=True)
class Start:
    """The checkpoints of a training that lie in the run's folder, by their steps, ascending; 0 is the base. `model` is what
    the one of a registered model is called.
    """

    folder: Path
    model: str | None
    run: str
    steps: tuple[int, ...]
    digest: str

    @property
    def name(self) -> str:
        return self.model or f"the training {self.run}"


@dataclass(frozen=True)
class Manifest(RowsManifest):
    """What is trained; with a start, from the weights of its one checkpoint on."""

    start: Start | None
    training: Values
    evaluation: Values
    optimizer: Values
    checkpoints: Values
    max_steps: int | None

    @property
    def checkpoint_folder(self) -> Path:
        return self.folder / "checkpoints"


@dataclass(frozen=True)
class EvaluationManifest(RowsManifest):
    """What is asked, of which model and which of its checkpoints; without a start, of the model as it comes."""

    start: Start | None
    sampling: Values
    verifier: Values

    @property
    def steps(self) -> tuple[int, ...]:
        return self.start.steps if self.start else (0,)


@dataclass(frozen=True)
class Push:
    """Where on the Hugging Face Hub an export goes: `owner/name`, and whether only its owner sees it."""

    repository: str
    is_private: bool


@dataclass(frozen=True)
class ExportManifest(ModelManifest):
    """Which checkpoint is exported, and as what."""

    start: Start
    prompt: Values
    export: Values
    push: Push | None


@dataclass(frozen=True)
class SamplerManifest(ModelManifest):
    """Which model and which of its checkpoints answer prompts; without a start, the model as it comes."""

    start: Start | None
    prompt: Values

    @property
    def steps(self) -> tuple[int, ...]:
        return self.start.steps if self.start else (0,)


AnyManifest = Manifest | EvaluationManifest | ExportManifest | SamplerManifest


def read_manifest(path: Path) -> AnyManifest:
    """Reads and checks a manifest. Raises ManifestError, naming the key, what it holds and what it may hold."""
    import yaml

    if not path.is_file():
        raise ManifestError(f"Expected a manifest at {path}, found no such file: pass its path with --config.")
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ManifestError(f"Expected {path.name} to be YAML in UTF-8: {error}") from error
    if not isinstance(values, dict):
        raise ManifestError(f"Expected {path.name} to hold a mapping, got {type(values).__name__}.")
    return _manifest(Section("", values), path.resolve().parent)


def _manifest(root: Section, folder: Path) -> AnyManifest:
    root.text("version", choices=("1.0",))
    root.text("runner", choices=("tunix",))
    mode = root.text("mode", choices=tuple(MODES))
    model = root.section("model")
    model_id = model.text("model_id")
    model.close()
    by_model = {"source": "builtin" if model_id == TINY else "huggingface", "loraModules": lora_modules(model_id)}
    manifest = MODES[mode](root, folder, model_id, partial(read_values, mode=mode, by_model=by_model))
    _check_source(manifest.source, model_id)
    root.close()
    return manifest


def _training(root: Section, folder: Path, model_id: str, read: Callable[..., Values]) -> Manifest:
    start = root.optional_section("start")
    manifest = Manifest(
        **_model(root, folder, model_id, read),
        **_rows(root, folder, read, formats=("trace", "tunix_sft")),
        start=None if start is None else _one_step(_start(start, folder)),
        training=read(root.section("training"), is_required=True),
        evaluation=_evaluation(root.section("evaluation"), read, folder),
        optimizer=read(root.section("optimizer")),
        checkpoints=read(root.section("checkpoints")),
        **vars(read(root)),
    )
    _check_format(manifest)
    return manifest


def _evaluating(root: Section, folder: Path, model_id: str, read: Callable[..., Values]) -> EvaluationManifest:
    start = root.optional_section("start")
    verifier = root.section("verifier")
    name = verifier.text("name", NAME, choices=(NAME,))
    version = verifier.integer("version", VERSION, minimum=VERSION, maximum=VERSION)
    manifest = EvaluationManifest(
        **_model(root, folder, model_id, read),
        **_rows(root, folder, read, formats=("questions", "trace")),
        start=None if start is None else _start(start, folder),
        sampling=read(root.section("sampling")),
        verifier=read(verifier, name=name, version=version),
        **vars(read(root)),
    )
    if manifest.sampling.samples > 1 and manifest.sampling.temperature == 0:
        raise ManifestError(
            f"Expected `sampling.temperature` above 0 for `sampling.samples: {manifest.sampling.samples}`, got 0: at "
            "that all samples are alike."
        )
    return manifest


def _exporting(root: Section, folder: Path, model_id: str, read: Callable[..., Values]) -> ExportManifest:
    export = root.section("export")
    manifest = ExportManifest(
        **_model(root, folder, model_id, read),
        start=_one_step(_start(root.section("start"), folder)),
        prompt=read(root.section("prompt")),
        export=Values(
            kind=export.text("kind", "model", choices=("model", "adapter")),
            dtype=export.text("dtype", None, choices=("float32", "bfloat16")),
        ),
        push=_push(export.optional_section("push")),
        **vars(read(root)),
    )
    export.close()
    problem = None if model_id == TINY else refuses_export(model_id)
    if problem is not None:
        raise ManifestError(
            f"Expected a model that can be exported, got {model_id}: {problem}. The checkpoint itself can be downloaded."
        )
    if manifest.export.kind == "adapter" and manifest.lora is None:
        raise ManifestError("Expected a training with `lora` to export its adapter, got one of all weights.")
    return manifest


def _push(section: Section | None) -> Push | None:
    if section is None:
        return None
    push = Push(section.text("repository", longest=200), section.boolean("private", True))
    section.close()
    return push


def _sampling(root: Section, folder: Path, model_id: str, read: Callable[..., Values]) -> SamplerManifest:
    start = root.optional_section("start")
    return SamplerManifest(
        **_model(root, folder, model_id, read),
        start=None if start is None else _start(start, folder),
        prompt=read(root.section("prompt")),
        **vars(read(root)),
    )


MODES = {"sft": _training, "evaluate": _evaluating, "export": _exporting, "sample": _sampling}


def _model(root: Section, folder: Path, model_id: str, read: Callable[..., Values]) -> dict[str, Any]:
    output = root.section("output")
    lora = root.optional_section("lora")
    parts = {
        "folder": folder,
        "model_id": model_id,
        "output": folder / _output_dir(output),
        "lora": None if lora is None else read(lora),
        "mesh": _mesh(root.section("mesh"), read),
        "source": read(root.section("source")),
    }
    output.close()
    return parts


def _rows(root: Section, folder: Path, read: Callable[..., Values], formats: tuple[str, ...]) -> dict[str, Any]:
    dataset = root.section("dataset")
    dataset.text("split", None)
    rows = {
        "dataset": folder / dataset.text("path"),
        "format": dataset.text("format", choices=formats),
        "data": _data(root.section("data"), read),
        "prompt": read(root.section("prompt")),
    }
    dataset.close()
    return rows


def _start(section: Section, folder: Path) -> Start:
    section.text("version", None)
    start = Start(
        folder=folder / section.text("path"),
        model=section.text("model", None),
        run=section.text("run"),
        steps=tuple(sorted(set(section.items("steps", int, REQUIRED, minimum=0)))),
        digest=section.text("digest"),
    )
    section.close()
    return start


def _one_step(start: Start) -> Start:
    if len(start.steps) != 1 or start.steps[0] == 0:
        raise ManifestError(f"Expected `start.steps` to hold one step above 0, got {list(start.steps)}.")
    return start


def _output_dir(section: Section) -> str:
    path = section.text("output_dir")
    for rule in OUTPUT_RULES["refused"]:
        if re.search(rule["pattern"], path, re.IGNORECASE):
            raise ManifestError(
                f"Expected `output.output_dir` to be a folder, such as ./output, got {path}, which {rule['because']}."
            )
    return path


def _data(section: Section, read: Callable[..., Values]) -> Values:
    section.text("digest", None)
    return read(section, sha256=section.text("sha256", None), count=section.integer("count", None))


def _evaluation(section: Section, read: Callable[..., Values], folder: Path) -> Values:
    path = section.text("path", None)
    section.text("split", None)
    evaluation = read(section, path=None if path is None else folder / path)
    if evaluation.path is not None and evaluation.fraction > 0:
        raise ManifestError(
            f"Expected `evaluation.path` or `evaluation.fraction`, got both ({path!r} and {evaluation.fraction:g}): "
            "remove one of them."
        )
    if evaluation.samples_every_steps is not None and evaluation.path is None and evaluation.fraction == 0:
        raise ManifestError(
            "Expected held-out rows to ask with `evaluation.samples_every_steps`, got none: set `evaluation.fraction` or "
            "`evaluation.path`, or leave it out."
        )
    return evaluation


def _mesh(section: Section, read: Callable[..., Values]) -> Values:
    mesh = read(section, axis_names=section.items("axis_names", str, ["fsdp", "tp"]))
    if len(mesh.shape) != len(mesh.axis_names):
        raise ManifestError(
            f"Expected `mesh.shape` to hold one size for each of {list(mesh.axis_names)}, "
            f"got {list(mesh.shape)}."
        )
    if not {"fsdp", "tp"} <= set(mesh.axis_names):
        raise ManifestError(
            f"Expected `mesh.axis_names` to hold fsdp and tp, which Tunix's models are split along, "
            f"got {list(mesh.axis_names)}."
        )
    return mesh


def _check_format(manifest: Manifest) -> None:
    template, reasoning = manifest.prompt.template, manifest.prompt.reasoning
    if manifest.format == "tunix_sft" and manifest.evaluation.samples_every_steps is not None:
        raise ManifestError(
            "Expected `dataset.format: trace` with `evaluation.samples_every_steps`, got tunix_sft, whose rows have no "
            "expected answers."
        )
    if manifest.format == "tunix_sft" and (template, reasoning) != ("gemma", "plain"):
        raise ManifestError(
            f"Expected `dataset.format: trace` with `prompt.template: {template}` and `prompt.reasoning: {reasoning}`, "
            "got tunix_sft, whose rows have Gemma's turns and plain reasoning already."
        )


def _check_source(source: Values, model_id: str) -> None:
    if (source.kind == "builtin") != (model_id == TINY):
        raise ManifestError(
            f"Expected `source.kind: builtin` with `model.model_id: {TINY}` and with no other, "
            f"got {source.kind!r} with {model_id!r}."
        )
    if source.kind in ("local", "kaggle") and source.path is None:
        example = "./models/gemma-3-270m-it" if source.kind == "local" else "google/gemma-2/flax/gemma2-2b-it"
        raise ManifestError(
            f"Expected `source.path` with `source.kind: {source.kind}`, such as {example}, got nothing."
        )
