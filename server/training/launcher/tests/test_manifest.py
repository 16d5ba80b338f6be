import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from tunix_rt_launcher.manifest import Manifest, read_manifest
from tunix_rt_launcher.sections import ManifestError

OUTPUT_DIRS = json.loads((Path(__file__).parent / "output_dirs.json").read_text(encoding="utf-8"))
SMALLEST = """
version: "1.0"
runner: tunix
mode: sft
model:
  model_id: tunix-rt/tiny
dataset:
  format: tunix_sft
  path: ./datasets/dev-v1.jsonl
training:
  learning_rate: 2.0e-05
  num_epochs: 3
  batch_size: 8
  max_seq_length: 2048
output:
  output_dir: ./output
"""

WHOLE = (
    SMALLEST
    + """
data:
  sha256: ABC
  digest: def
  count: 550
evaluation:
  fraction: 0.0
  path: null
  every_steps: 50
optimizer:
  weight_decay: 0.01
  warmup_steps: 0
  schedule: constant
  gradient_accumulation_steps: 1
  max_grad_norm: null
seed: 0
lora: null
mesh:
  shape: [1, 1]
  axis_names: [fsdp, tp]
checkpoints:
  every_steps: 100
  keep: 3
source:
  kind: builtin
  path: null
  tokenizer: null
  dtype: null
max_steps: null
"""
)


def read(folder: Path, text: str) -> Manifest:
    path = folder / "manifest.yaml"
    path.write_text(text)
    return read_manifest(path)


def test_fills_in_what_the_smallest_manifest_leaves_out(tmp_path):
    manifest = read(tmp_path, SMALLEST)
    assert manifest.dataset == tmp_path / "datasets/dev-v1.jsonl"
    assert manifest.training.learning_rate == 2e-5
    assert (manifest.seed, manifest.lora, manifest.max_steps) == (0, None, None)
    assert (manifest.checkpoints.every_steps, manifest.checkpoints.keep) == (100, 3)
    assert (manifest.optimizer.schedule, manifest.optimizer.weight_decay) == ("constant", 0.01)
    assert (manifest.mesh.shape, manifest.mesh.axis_names) == ((1, 1), ("fsdp", "tp"))
    assert manifest.source.kind == "builtin"
    assert manifest.optimizer.max_grad_norm is None


def test_a_manifest_that_states_the_defaults_is_the_smallest_one(tmp_path):
    whole, smallest = read(tmp_path, WHOLE), read(tmp_path, SMALLEST)
    assert replace(whole, data=smallest.data) == smallest
    assert (whole.data.sha256, whole.data.count) == ("ABC", 550)


def test_takes_a_model_from_hugging_face_unless_told_otherwise(tmp_path):
    assert read(tmp_path, SMALLEST.replace("tunix-rt/tiny", "google/gemma-3-270m-it")).source.kind == "huggingface"


def test_reads_a_number_that_yaml_takes_for_a_text(tmp_path):
    assert read(tmp_path, SMALLEST.replace("2.0e-05", "2e-5")).training.learning_rate == 2e-5


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ({"max_step": 5}, "Unknown key `max_step`"),
        ({"optimizer": {"warm_up": 5}}, "Unknown key `optimizer.warm_up`"),
        (
            {"optimizer": {"schedule": "step"}},
            "`optimizer.schedule` to be one of constant, cosine, linear, got 'step'",
        ),
        (
            {"training": {"learning_rate": 1}},
            "Expected `training.num_epochs` in the manifest, found nothing",
        ),
        ({"seed": "7"}, "`seed` to be a whole number of at least 0 and at most 2,147,483,647, got '7'"),
        ({"seed": True}, "`seed` to be a whole number of at least 0 and at most 2,147,483,647, got True"),
        (
            {"evaluation": {"fraction": 0.6}},
            "`evaluation.fraction` to be a number of at least 0 and at most 0.5, got 0.6",
        ),
        (
            {"mesh": {"shape": [0, 1]}},
            "`mesh.shape` to be a list of whole numbers of at least 1 and at most 65,536, got [0, 1]",
        ),
        (
            {"source": {"tokenizer": "x" * 513}},
            "`source.tokenizer` to be a text of at most 512 characters",
        ),
        (
            {"optimizer": {"max_grad_norm": 0}},
            "`optimizer.max_grad_norm` to be a number above 0 and at most 1,000, got 0",
        ),
        ({"lora": {"rank": 0}}, "`lora.rank` to be a whole number of at least 1 and at most 1,024, got 0"),
        ({"mesh": {"shape": [2], "axis_names": ["fsdp"]}}, "to hold fsdp and tp"),
        (
            {"evaluation": {"fraction": 0.1, "path": "x.jsonl"}},
            "`evaluation.path` or `evaluation.fraction`, got both",
        ),
        ({"source": {"kind": "local"}}, "Expected `source.path` with `source.kind: local`"),
        (
            {"source": {"kind": "huggingface"}},
            "with `model.model_id: tunix-rt/tiny` and with no other",
        ),
        ({"lora": {"module_path": "(?<a>x)"}}, "`lora.module_path` to be a regular expression"),
        ({"output": {"output_dir": "gs://bucket/out"}}, "is no folder"),
        ({"output": {"output_dir": "C:\\out"}}, "is no folder"),
        ({"output": {"output_dir": "..\\out"}}, "has a backslash"),
        ({"output": {"output_dir": "~/out"}}, "begins with ~"),
        ({"output": {"output_dir": "a/../../b"}}, "goes up by .."),
        ({"output": {"output_dir": ".//./"}}, "names no folder of its own"),
        ({"output": {"output_dir": "checkpoints"}}, "is what the run itself has there"),
        ({"output": {"output_dir": "./Events.jsonl"}}, "is what the run itself has there"),
        ({"mode": "grpo"}, "`mode` to be one of sft, evaluate, export, sample, got 'grpo'"),
    ],
)
def test_says_what_is_wrong(tmp_path, section, message):
    manifest = yaml.safe_load(SMALLEST) | section
    if section.get("source") == {"kind": "local"}:
        manifest["model"] = {"model_id": "google/gemma-3-270m-it"}
    with pytest.raises(ManifestError) as raised:
        read(tmp_path, yaml.safe_dump(manifest))
    assert message in str(raised.value)


@pytest.mark.parametrize("path", OUTPUT_DIRS["inside"] + OUTPUT_DIRS["absolute"])
def test_trains_into(tmp_path, path):
    manifest = yaml.safe_load(SMALLEST) | {"output": {"output_dir": path}}
    assert read(tmp_path, yaml.safe_dump(manifest)).output == tmp_path / path


@pytest.mark.parametrize("path", OUTPUT_DIRS["refused"])
def test_does_not_train_into(tmp_path, path):
    manifest = yaml.safe_load(SMALLEST) | {"output": {"output_dir": path}}
    with pytest.raises(ManifestError, match="Expected `output.output_dir` to be a folder"):
        read(tmp_path, yaml.safe_dump(manifest))


def test_says_that_there_is_no_manifest(tmp_path):
    with pytest.raises(ManifestError, match="found no such file"):
        read_manifest(tmp_path / "manifest.yaml")
