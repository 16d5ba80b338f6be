"""The manifest: what to train, on what, and how."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from .architectures import lora_modules
from .sections import ManifestError, Section

TINY = "tunix-rt/tiny"
SOURCES = ("builtin", "huggingface", "kaggle", "gcs", "local")
SCHEDULES = ("constant", "cosine", "linear")
DTYPES = ("float32", "bfloat16")

OUTPUT_RULES = json.loads((Path(__file__).parent / "output_dir.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Training:
    learning_rate: float
    num_epochs: int
    batch_size: int
    max_seq_length: int


@dataclass(frozen=True)
class Data:
    sha256: str | None
    count: int | None


@dataclass(frozen=True)
class Evaluation:
    fraction: float
    path: Path | None
    every_steps: int


@dataclass(frozen=True)
class Optimizer:
    weight_decay: float
    warmup_steps: int
    schedule: str
    gradient_accumulation_steps: int


@dataclass(frozen=True)
class Lora:
    rank: int
    alpha: float
    module_path: str


@dataclass(frozen=True)
class Mesh:
    shape: tuple[int, ...]
    axis_names: tuple[str, ...]


@dataclass(frozen=True)
class Checkpoints:
    every_steps: int
    keep: int


@dataclass(frozen=True)
class Source:
    kind: str
    path: str | None
    tokenizer: str | None
    dtype: str | None


@dataclass(frozen=True)
class Manifest:
    """A manifest as read; `folder` is the run's folder, every path in it is absolute."""

    folder: Path
    model_id: str
    dataset: Path
    output: Path
    training: Training
    data: Data
    evaluation: Evaluation
    optimizer: Optimizer
    seed: int
    lora: Lora | None
    mesh: Mesh
    checkpoints: Checkpoints
    source: Source
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
    root.text("mode", choices=("sft",))
    model = root.section("model")
    dataset = root.section("dataset")
    output = root.section("output")
    dataset.text("format", choices=("tunix_sft",))
    model_id = model.text("model_id")
    manifest = Manifest(
        folder=folder,
        model_id=model_id,
        dataset=folder / dataset.text("path"),
        output=folder / _output_dir(output),
        training=_training(root.section("training")),
        data=_data(root.section("data")),
        evaluation=_evaluation(root.section("evaluation"), folder),
        optimizer=_optimizer(root.section("optimizer")),
        seed=root.integer("seed", 0),
        lora=_lora(root.optional_section("lora"), model_id),
        mesh=_mesh(root.section("mesh")),
        checkpoints=_checkpoints(root.section("checkpoints")),
        source=_source(root.section("source"), model_id),
        max_steps=root.integer("max_steps", None, minimum=1),
    )
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


def _training(section: Section) -> Training:
    training = Training(
        learning_rate=section.number("learning_rate", above=0, maximum=1),
        num_epochs=section.integer("num_epochs", minimum=1),
        batch_size=section.integer("batch_size", minimum=1),
        max_seq_length=section.integer("max_seq_length", minimum=2),
    )
    section.close()
    return training


def _data(section: Section) -> Data:
    section.text("digest", None)
    data = Data(sha256=section.text("sha256", None), count=section.integer("count", None))
    section.close()
    return data


def _evaluation(section: Section, folder: Path) -> Evaluation:
    path = section.text("path", None)
    evaluation = Evaluation(
        fraction=section.number("fraction", 0.0, maximum=0.9),
        path=None if path is None else folder / path,
        every_steps=section.integer("every_steps", 50, minimum=1),
    )
    section.close()
    if evaluation.path is not None and evaluation.fraction > 0:
        raise ManifestError(
            f"Expected `evaluation.path` or `evaluation.fraction`, got both ({path!r} and {evaluation.fraction:g}): "
            "remove one of them."
        )
    return evaluation


def _optimizer(section: Section) -> Optimizer:
    optimizer = Optimizer(
        weight_decay=section.number("weight_decay", 0.01),
        warmup_steps=section.integer("warmup_steps", 0),
        schedule=section.text("schedule", "constant", choices=SCHEDULES),
        gradient_accumulation_steps=section.integer("gradient_accumulation_steps", 1, minimum=1),
    )
    section.close()
    return optimizer


def _lora(section: Section | None, model_id: str) -> Lora | None:
    if section is None:
        return None
    lora = Lora(
        rank=section.integer("rank", 8, minimum=1),
        alpha=section.number("alpha", 16.0, above=0),
        module_path=_module_path(section, model_id),
    )
    section.close()
    return lora


def _module_path(section: Section, model_id: str) -> str:
    pattern = section.text("module_path", lora_modules(model_id))
    try:
        re.compile(pattern)
    except re.error as error:
        raise ManifestError(
            f"Expected `lora.module_path` to be a regular expression, got {pattern!r}: {error}."
        ) from error
    return pattern


def _mesh(section: Section) -> Mesh:
    mesh = Mesh(
        shape=section.items("shape", int, [1, 1]),
        axis_names=section.items("axis_names", str, ["fsdp", "tp"]),
    )
    section.close()
    if len(mesh.shape) != len(mesh.axis_names) or min(mesh.shape) < 1:
        raise ManifestError(
            f"Expected `mesh.shape` to hold one size of at least 1 for each of {list(mesh.axis_names)}, "
            f"got {list(mesh.shape)}."
        )
    if not {"fsdp", "tp"} <= set(mesh.axis_names):
        raise ManifestError(
            f"Expected `mesh.axis_names` to hold fsdp and tp, which Tunix's models are split along, "
            f"got {list(mesh.axis_names)}."
        )
    return mesh


def _checkpoints(section: Section) -> Checkpoints:
    checkpoints = Checkpoints(
        every_steps=section.integer("every_steps", 100, minimum=1),
        keep=section.integer("keep", 3, minimum=1),
    )
    section.close()
    return checkpoints


def _source(section: Section, model_id: str) -> Source:
    source = Source(
        kind=section.text("kind", "builtin" if model_id == TINY else "huggingface", choices=SOURCES),
        path=section.text("path", None),
        tokenizer=section.text("tokenizer", None),
        dtype=section.text("dtype", None, choices=DTYPES),
    )
    section.close()
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
    return source
