import dataclasses
import json
import os
import subprocess

import numpy
import pytest
from conftest import train

TRANSFORMERS = os.environ.get("TRANSFORMERS_PYTHON")

COMPUTE = """
import json, pathlib, sys, numpy, torch
from transformers import AutoModelForCausalLM
for folder in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    model, info = AutoModelForCausalLM.from_pretrained(folder, output_loading_info=True)
    ids = torch.tensor([json.loads((folder / "tokens.json").read_text())])
    with torch.no_grad():
        numpy.save(folder / "logits.npy", model(ids).logits[0].float().numpy())
    print(json.dumps({k: sorted(v) for k, v in info.items() if k.endswith("_keys") and v}))
"""

LOAD = """
import json, sys, numpy, torch
from transformers import AutoModelForCausalLM, AutoTokenizer
model, info = AutoModelForCausalLM.from_pretrained(sys.argv[1], output_loading_info=True)
tokenizer = AutoTokenizer.from_pretrained(sys.argv[1])
text = tokenizer.apply_chat_template([{"role": "user", "content": "What is 3 plus 4?"}], tokenize=False, add_generation_prompt=True)
ids = tokenizer(text, return_tensors="pt", add_special_tokens=False)["input_ids"]
with torch.no_grad():
    logits = model(ids).logits[0].float().numpy()
out = model.generate(ids, max_new_tokens=40, do_sample=False)
print(json.dumps({"problems": {k: sorted(v) for k, v in info.items() if k.endswith("_keys") and v}, "text": text, "ids": ids[0].tolist(),
    "answer": tokenizer.decode(out[0][ids.shape[1]:]), "logits": logits.tolist()}))
"""


@pytest.fixture(scope="session")
def adapted_in_bfloat16(tmp_path_factory, compiled):
    folder = tmp_path_factory.mktemp("bfloat16")
    source = {"kind": "builtin", "dtype": "bfloat16"}
    return train(folder, compiled, source=source, lora={"rank": 4, "alpha": 8.0}, max_steps=5)


@pytest.mark.parametrize("kind", ["full", "lora"])
def test_writes_a_folder_with_the_same_logits(trained, adapted, exporting, kind):
    bundle = exporting(trained, 180) if kind == "full" else exporting(adapted, 20)
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    [exported] = finished.of("exported")
    assert exported["largest_difference"] < 1e-4 and exported["checked_with"] in ("tunix", "transformers")
    folder = bundle.folder / exported["path"]
    names = {each["path"] for each in exported["files"]}
    assert {"model.safetensors", "config.json", "tokenizer.json", "chat_template.jinja", "README.md"} <= names
    assert json.loads((folder / "config.json").read_text())["architectures"] == ["Gemma3ForCausalLM"]
    card = (folder / "README.md").read_text()
    assert "Where it came from" in card and "Logits of a fixed text differ by at most" in card
    assert not (bundle.folder / "output" / "model.partial").exists()


@pytest.mark.skipif(not TRANSFORMERS, reason="TRANSFORMERS_PYTHON names no interpreter with torch and transformers")
@pytest.mark.parametrize("kind", ["full", "lora"])
def test_transformers_loads_it_with_equal_logits(trained, adapted, exporting, kind):
    training, step = (trained, 180) if kind == "full" else (adapted, 20)
    bundle = exporting(training, step)
    assert bundle.run().code == 0
    loaded = subprocess.run(
        [TRANSFORMERS, "-c", LOAD, str(bundle.folder / "output" / "model")], capture_output=True, text=True, check=False
    )
    assert loaded.returncode == 0, loaded.stderr
    said = json.loads(loaded.stdout.splitlines()[-1])
    assert said["problems"] == {}
    assert said["text"] == "<bos><start_of_turn>user\nWhat is 3 plus 4?<end_of_turn>\n<start_of_turn>model\n"
    expected = logits_of(training, step, said["ids"])
    difference = abs(expected - said["logits"]).max()
    assert difference < 1e-4
    if kind == "full":
        assert said["answer"].startswith("Reasoning:") and said["answer"].endswith("<end_of_turn>")


def logits_of(training, step, ids):
    from tunix.utils.mesh import create_mesh
    from tunix_rt_launcher.export.check import reference_logits
    from tunix_rt_launcher.manifest import Start, read_manifest
    from tunix_rt_launcher.models import load_model, load_tokenizer_at
    from tunix_rt_launcher.start import restore_step

    manifest = read_manifest(training.folder / "manifest.yaml")
    mesh = create_mesh(manifest.mesh.shape, manifest.mesh.axis_names)
    model = load_model(manifest, load_tokenizer_at(str(training.folder / "tokenizer")), mesh)
    restore_step(model.module, manifest, Start(folder=training.folder, model=None, run="a-run", steps=(step,), digest=""), step)
    return reference_logits(model.module, ids)


# Sizes of their own, less what would take time; `equal` has as many keys as heads, which Tunix keeps in another way.
SIZES = {"gemma3_270m": {}, "gemma3_1b_pt": {}, "gemma3_4b_it": {}, "gemma3_12b_pt": {}, "gemma3_27b_it": {}, "equal": {"num_kv_heads": 4}}
SMALL = {
    "num_layers": 6,
    "num_embed": 256,
    "embed_dim": 64,
    "hidden_dim": 96,
    "num_heads": 4,
    "num_kv_heads": 2,
    "head_dim": 32,
    "sliding_window_size": 8,
}


@pytest.mark.skipif(not TRANSFORMERS, reason="TRANSFORMERS_PYTHON names no interpreter with torch and transformers")
def test_transformers_computes_what_tunix_does_for_every_size(tmp_path):
    expected = {name: write_small(tmp_path / name, name, more) for name, more in SIZES.items()}
    done = subprocess.run([TRANSFORMERS, "-c", COMPUTE, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["{}"] * len(SIZES)
    for name, logits in expected.items():
        scale = numpy.abs(logits).max()
        assert scale > 1
        numpy.testing.assert_allclose(numpy.load(tmp_path / name / "logits.npy"), logits, atol=1e-5 * scale, err_msg=name)


def write_small(folder, name, more):
    """Writes a random model with everything that a size of Gemma 3 has but its dimensions; answers its logits in Tunix."""
    from jax import numpy as jnp
    from tunix.models import automodel, dummy_model_creator
    from tunix.models.gemma3.model import Gemma3
    from tunix_rt_launcher.export.check import reference_logits
    from tunix_rt_launcher.export.gemma3 import model_tensors, write_config
    from tunix_rt_launcher.export.parameters import read_parameters
    from tunix_rt_launcher.export.safetensors import write_tensors

    config = automodel.call_model_config("gemma3_270m" if name == "equal" else name)
    config = dataclasses.replace(config, **SMALL | more, param_dtype=jnp.float32)
    module = dummy_model_creator.create_dummy_model(Gemma3, config, dtype=jnp.float32, random_seed=1, scale=0.3)
    folder.mkdir()
    write_tensors(folder, "model", model_tensors(read_parameters(module)[0], {}, 0.0), "float32")
    write_config(module, folder, "float32", None, 0, [])
    tokens = numpy.random.default_rng(0).integers(1, config.num_embed, 40).tolist()
    (folder / "tokens.json").write_text(json.dumps(tokens))
    return reference_logits(module, tokens)


def test_writes_adapters_that_add_up_to_the_merged_weights(adapted, exporting):
    bundle = exporting(adapted, 20, kind="adapter")
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    [exported] = finished.of("exported")
    assert exported["checked_with"] == "tensors" and exported["largest_difference"] < 1e-5
    config = json.loads((bundle.folder / "output" / "model" / "adapter_config.json").read_text())
    assert config["r"] == 8 and {"q_proj", "v_proj", "down_proj"} <= set(config["target_modules"])


def test_refuses_adapters_of_a_full_training_and_leaves_nothing(trained, exporting):
    bundle = exporting(trained, 180, kind="adapter")
    refused = bundle.run()
    assert refused.code == 1 and "Expected a training with `lora`" in refused.last()["error"]
    assert not (bundle.folder / "output").exists()


def test_refuses_a_family_before_anything_is_loaded(trained, exporting):
    bundle = exporting(trained, 180)
    bundle.change(model={"model_id": "Qwen/Qwen3-0.6B"}, source={"kind": "local", "path": "./nowhere"})
    refused = bundle.run()
    assert refused.code == 1
    assert "got Qwen/Qwen3-0.6B: only of gemma3 is it known that" in refused.last()["error"]
    assert not refused.of("phase") and not (bundle.folder / "output").exists()


@pytest.mark.parametrize(("kind", "dtype"), [("model", "float32"), ("model", "bfloat16"), ("adapter", "bfloat16")])
def test_proves_a_model_that_was_trained_in_bfloat16(adapted_in_bfloat16, exporting, kind, dtype):
    bundle = exporting(adapted_in_bfloat16, 5, kind=kind, dtype=dtype)
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    [exported] = finished.of("exported")
    # Adapters are written as they are; merged into the weights, they are rounded.
    is_exact = dtype == "float32" or kind == "adapter"
    assert exported["largest_difference"] < 1e-4 if is_exact else 1e-4 < exported["largest_difference"] < 0.1
