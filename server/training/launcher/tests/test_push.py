from hashlib import sha256

import pytest
from hub import COMMIT, TOKEN, hub

TO = {"repository": "someone/sums", "private": True}


def pushing(here, token=TOKEN):
    return {"HF_ENDPOINT": here.url, "HF_TOKEN": token, "HF_HUB_OFFLINE": "0", "HF_HUB_DISABLE_XET": "1"}


def test_pushes_what_was_proved_and_nothing_else(adapted, exporting):
    with hub() as here:
        bundle = exporting(adapted, 20, push=TO)
        finished = bundle.run(**pushing(here))
        assert finished.code == 0, finished.stderr
        before, after = finished.of("exported")
        assert "pushed" not in before
        assert after["pushed"] == {
            "repository": "someone/sums",
            "url": f"{here.url}/someone/sums",
            "commit": COMMIT,
            "private": True,
        }
        assert here.private == {"someone/sums": True}
        digests = {path: sha256(data).hexdigest() for path, data in here.files["someone/sums"].items()}
        assert digests == {each["path"]: each["sha256"] for each in after["files"]}


def test_replaces_weights_of_an_earlier_push_and_leaves_other_files(adapted, exporting):
    with hub() as here:
        here.private["someone/sums"] = True
        here.files["someone/sums"] = {"model-00001-of-00002.safetensors": b"old", "picture.png": b"kept"}
        assert exporting(adapted, 20, push=TO).run(**pushing(here)).code == 0
        files = here.files["someone/sums"]
        assert "model-00001-of-00002.safetensors" not in files and files["picture.png"] == b"kept" and "model.safetensors" in files


def test_keeps_the_export_where_the_hub_refuses_it(adapted, exporting):
    with hub() as here:
        here.refuses_commits = True
        bundle = exporting(adapted, 20, push=TO)
        refused = bundle.run(**pushing(here))
        assert refused.code != 0
        assert refused.last()["kind"] == "failed"
        assert "Could not push to someone/sums" in refused.last()["error"] and "HF_TOKEN must be allowed" in refused.last()["hint"]
        assert TOKEN not in refused.stdout + refused.stderr
        assert (bundle.folder / "output" / "model" / "config.json").is_file()


def test_shows_nobody_what_was_to_be_private(adapted, exporting):
    with hub() as here:
        here.private["someone/sums"] = False
        here.files["someone/sums"] = {}
        refused = exporting(adapted, 20, push=TO).run(**pushing(here))
        assert "to be private, but it is there and public" in refused.last()["error"]
        assert here.files["someone/sums"] == {}


@pytest.mark.parametrize(("token", "said"), [("", "Expected HF_TOKEN"), ("hf_unknown", "Expected the Hub to know HF_TOKEN")])
def test_asks_for_a_token_before_anything_is_loaded(adapted, exporting, token, said):
    with hub() as here:
        refused = exporting(adapted, 20, push=TO).run(**pushing(here, token))
        assert said in refused.last()["error"] and not refused.of("exported")
