"""The manifest: what to train, on what, and how."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .architectures import lora_modules
from .fields import TINY, Values, read_values
from .sections import ManifestError, Section

OUTPUT_RULES = json.loads((Path(__file__).parent / "output_dir.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Manifest:
    """A manifest as read; `folder` is the run's folder, every path in it is absolute."""

    folder: Path
    model_id: str
    dataset: Path
    format: str
    output: Path
    training: Values
    data: Values
    prompt: Values
    evaluation: Values
    optimizer: Values
    seed: int
    lora: Values | None
    mesh: Values
    checkpoints: Values
    source: Values
    max_steps: int | None

    @property
    def checkpoint_folder(self) -> Path:
        return self.folder / "checkpoints"


def read_manifest(path: Path) -> Manifest:
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


def _manifest(root: Section, folder: Path) -> Manifest:
    root.text("version", choices=("1.0",))
    root.text("runner", choices=("tunix",))
    mode = root.text("mode", choices=("sft",))
    model = root.section("model")
    dataset = root.section("dataset")
    output = root.section("output")
    dataset.text("split", None)
    model_id = model.text("model_id")
    by_model = {"source": "builtin" if model_id == TINY else "huggingface", "loraModules": lora_modules(model_id)}
    read = partial(read_values, mode=mode, by_model=by_model)
    lora = root.optional_section("lora")
    manifest = Manifest(
        folder=folder,
        model_id=model_id,
        dataset=folder / dataset.text("path"),
        format=dataset.text("format", choices=("trace", "tunix_sft")),
        output=folder / _output_dir(output),
        data=_data(root.section("data"), read),
        prompt=read(root.section("prompt")),
        training=read(root.section("training"), is_required=True),
        evaluation=_evaluation(root.section("evaluation"), read, folder),
        optimizer=read(root.section("optimizer")),
        lora=None if lora is None else read(lora),
        mesh=_mesh(root.section("mesh"), read),
        checkpoints=read(root.section("checkpoints")),
        source=read(root.section("source")),
        **vars(read(root)),
    )
    _check_source(manifest.source, model_id)
    _check_format(manifest)
    for section in (model, dataset, output, root):
        section.close()
    return manifest


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
