import json
import math

from tunix_rt_launcher.events import Events


def test_each_line_is_valid_json_whatever_the_number(tmp_path):
    events = Events(tmp_path / "events.jsonl")
    for value in (math.nan, math.inf, -math.inf, 0.5):
        events.emit("metric", name="train/loss", step=1, value=value)
    events.close()
    lines = (tmp_path / "events.jsonl").read_text().splitlines()
    assert "NaN," not in lines[0]
    assert [json.loads(line)["value"] for line in lines] == ["NaN", "Infinity", "-Infinity", 0.5]


def test_goes_on_after_half_a_line_of_a_killed_process(tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_text('{"at": "2026-01-01T00:00:00.000Z", "kind": "prog')
    events = Events(path)
    events.phase("data")
    events.close()
    assert json.loads(path.read_text().splitlines()[-1])["name"] == "data"
