import json
from pathlib import Path

import numpy
import pytest

from tunix_rt_launcher import plan
from tunix_rt_launcher.architectures import TABLE
from tunix_rt_launcher.encoder import Encoder
from tunix_rt_launcher.manifest import Manifest, read_manifest
from tunix_rt_launcher.records import Records
from tunix_rt_launcher.sections import ManifestError

# The server's dry run plans the same cases.
CASES = json.loads((Path(__file__).parent / "plans.json").read_text(encoding="utf-8"))
ENCODER = Encoder(lambda texts: [], lambda tokens: "", lambda folder: None, {}, [], [], 0, 0)


def rows(case) -> list[int]:
    """Lengths that look drawn at random, in both languages."""
    return [5 + (row * row * 31 + row * 7) % case["modulus"] for row in range(case["rows"])]


def manifest(tmp_path: Path, case, model: str = "tunix-rt/tiny") -> Manifest:
    values = case["manifest"]
    (tmp_path / "manifest.yaml").write_text(
        json.dumps(
            {
                "version": "1.0",
                "runner": "tunix",
                "mode": "sft",
                "model": {"model_id": model},
                "dataset": {"format": "tunix_sft", "path": "none.jsonl"},
                "output": {"output_dir": "./output"},
                "training": values["training"] | {"learning_rate": 1e-3},
            }
            | {key: value for key, value in values.items() if key != "training"}
        )
    )
    return read_manifest(tmp_path / "manifest.yaml")


def make(tmp_path, monkeypatch, case) -> plan.Plan:
    starts = numpy.concatenate([[0], numpy.cumsum(rows(case))])
    records = Records(numpy.zeros(starts[-1], numpy.int32), starts, numpy.ones(case["rows"], numpy.int32))
    monkeypatch.setattr(plan, "read_records", lambda *arguments, **options: records)
    monkeypatch.setattr(plan, "_multiple", lambda: 16 if case["isOnCpu"] else 128)
    return plan.make_plan(manifest(tmp_path, case), ENCODER, None)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_plans_as_was_written_down(tmp_path, monkeypatch, case):
    made = make(tmp_path, monkeypatch, case)
    assert {
        "trainingRows": len(made.order.rows),
        "evaluationRows": sum(map(len, made.evaluation_sequences)),
        "sequences": made.sequences,
        "lengths": made.lengths,
        "fill": round(made.fill, 6),
        "totalSteps": made.max_steps,
    } == case["plan"]


@pytest.mark.parametrize("family", TABLE["unpackable"])
def test_refuses_to_pack_for_a_family_that_would_learn_something_else(tmp_path, family):
    packed = CASES[0] | {"manifest": CASES[0]["manifest"] | {"data": {"packing": True}, "source": {"kind": "huggingface"}}}
    with pytest.raises(ManifestError, match="Expected `data.packing: false` for google/gemma-2-2b-it, got true"):
        plan.make_plan(manifest(tmp_path, packed, "google/gemma-2-2b-it"), ENCODER, None)
