import json
import math
import re
from types import SimpleNamespace

import pytest
from tunix_rt_launcher.events import Events
from tunix_rt_launcher.evaluation.grading import sample_line
from tunix_rt_launcher.evaluation.results import Lines
from tunix_rt_launcher.export.card import CARD, write_card
from tunix_rt_launcher.verifier.verify import verify


def strict(text):
    def refuse(constant):
        raise ValueError(constant)

    return json.loads(text, parse_constant=refuse)


@pytest.mark.parametrize("logprobs", [[math.nan, -1.0], [-math.inf], []])
def test_a_sample_of_a_model_that_diverged_is_json(tmp_path, logprobs):
    completion = SimpleNamespace(text="Answer: 3 \udc80\u2028", tokens=[1, 2], logprobs=logprobs, is_cut_off=False)
    question = SimpleNamespace(row=0, id=None, digest="0" * 64, expected="3")
    lines = Lines(tmp_path / "samples.jsonl", lambda line: (line["outcome"],))
    lines.write([sample_line(0, question, 0, completion, verify(completion.text, "3"), [])])
    lines.close()
    [line] = (tmp_path / "samples.jsonl").read_text().split("\n")[:-1]
    assert strict(line)["mean_logprob"] is None


@pytest.mark.parametrize(
    "text",
    ["", '{"metric": "eval/loss", "val', "[]", "null", '{"metric": "eval/loss"}', '{"metric": "eval/loss", "values": {"x": 1}}'],
)
def test_what_was_measured_is_anew_where_its_file_is_torn(tmp_path, text):
    from tunix_rt_launcher.best import Best

    (tmp_path / "measured.json").write_text(text)
    manifest = SimpleNamespace(folder=tmp_path, checkpoints=SimpleNamespace(keep_best="eval/loss", every_steps=4))
    events = Events(tmp_path / "events.jsonl")
    best = Best(manifest, events, 12, [4])
    best.measure("eval/loss", 8, 0.5)
    best.measure("eval/loss", 12, math.nan)
    events.close()
    assert best.among([4, 8, 12]) == 8
    assert strict((tmp_path / "measured.json").read_text())["values"] == {"8": 0.5}


def test_a_card_says_names_and_does_what_none_of_them_says(tmp_path):
    name = "a | b\n---\nlicense: mit\n---\n# <script>alert(1)</script> [x](javascript:y) `z` ![i](j)"
    (tmp_path / "start").mkdir()
    stage = {"name": name, "step": 4, "datasetKey": "sums-1", "datasetDigest": "0" * 64}
    (tmp_path / "start" / CARD).write_text(json.dumps({"name": name, "stages": [stage], "evaluations": []}))
    manifest = SimpleNamespace(
        start=SimpleNamespace(folder=tmp_path / "start", steps=[4], digest="0" * 64),
        export=SimpleNamespace(kind="model"),
        model_id='google/gemma": x\n`',
        lora=None,
        prompt=SimpleNamespace(template="gemma"),
    )
    write_card(manifest, tmp_path, "Proved.")
    card = (tmp_path / "README.md").read_text()
    front, body = card.split("\n---\n", 1)
    assert [line.split(":")[0] for line in front.splitlines()[1:]] == ["library_name", "tags", "base_model"]
    assert json.loads(front.splitlines()[-1].split(": ", 1)[1]) == manifest.model_id
    assert "---\n" not in body.replace("|---|---|---|---|\n", "")
    [row] = [line for line in body.splitlines() if "sums-1" in line]
    assert row.replace("\\|", "").count("|") == 5
    unescaped = re.sub(r"\\.", "", body)
    for mark in ("<script", "](javascript", "`z`", "![", "# <"):
        assert mark not in unescaped
