"""A small Gemma 3 in Hugging Face's layout, from a local folder, with LoRA."""

import json
import signal
from pathlib import Path

import numpy
import pytest
from conftest import row
from safetensors.numpy import load_file, save_file

from tunix_rt_launcher.gemma_turns import END, START
from tunix_rt_launcher.tiny import build_tokenizer

VOCABULARY, WIDTH, HIDDEN, HEADS, HEAD = 512, 32, 64, 2, 16
CONFIG = {
    "model_type": "gemma3_text",
    "vocab_size": VOCABULARY,
    "hidden_size": WIDTH,
    "intermediate_size": HIDDEN,
    "num_hidden_layers": 2,
    "num_attention_heads": HEADS,
    "num_key_value_heads": 1,
    "head_dim": HEAD,
    "sliding_window": 64,
}
LAYER = {
    "input_layernorm": (WIDTH,),
    "post_attention_layernorm": (WIDTH,),
    "pre_feedforward_layernorm": (WIDTH,),
    "post_feedforward_layernorm": (WIDTH,),
    "self_attn.q_proj": (HEADS * HEAD, WIDTH),
    "self_attn.k_proj": (HEAD, WIDTH),
    "self_attn.v_proj": (HEAD, WIDTH),
    "self_attn.o_proj": (WIDTH, HEADS * HEAD),
    "self_attn.q_norm": (HEAD,),
    "self_attn.k_norm": (HEAD,),
    "mlp.gate_proj": (HIDDEN, WIDTH),
    "mlp.up_proj": (HIDDEN, WIDTH),
    "mlp.down_proj": (WIDTH, HIDDEN),
}
LOCAL = {
    "model": {"model_id": "google/gemma-3-270m-it"},
    "source": {"kind": "local", "path": "./model"},
    "lora": {"rank": 4, "alpha": 8.0},
    "training": {"learning_rate": 1.0e-02},
}


def make_model(folder: Path) -> None:
    build_tokenizer([row(number)["prompts"] for number in range(50)], (START, END), folder)
    random = numpy.random.default_rng(0)
    shapes = {"model.embed_tokens.weight": (VOCABULARY, WIDTH), "model.norm.weight": (WIDTH,)}
    for layer in range(2):
        shapes |= {f"model.layers.{layer}.{name}.weight": shape for name, shape in LAYER.items()}
    assert len(shapes) == 28
    weights = {name: (random.normal(size=shape) * 0.1).astype(numpy.float32) for name, shape in shapes.items()}
    save_file(weights, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps(CONFIG))


def test_trains_lora_on_a_local_folder_and_merges_it(make_bundle):
    bundle = make_bundle(**LOCAL)
    make_model(bundle.folder / "model")
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    plan, metrics = finished.of("plan")[-1], finished.metrics()
    assert 0 < plan["trainable_parameters"] < plan["parameters"]
    assert metrics["train/loss", plan["max_steps"]] < metrics["train/loss", 1]
    checkpoint = finished.of("checkpoint")[-1]
    assert checkpoint["lora"] and checkpoint["parameters"] == plan["trainable_parameters"]

    summary = json.loads((bundle.folder / "output" / "summary.json").read_text())
    assert summary["merged_model"] == "merged-model", summary["merged_model_absent_because"]
    merged = load_file(bundle.folder / "output" / "merged-model" / "model.safetensors")
    base = load_file(bundle.folder / "model" / "model.safetensors")
    changed = {name for name in base if not numpy.array_equal(base[name], merged[name])}
    assert changed == {name for name in base if "proj" in name}

    parts = make_bundle("parts", **LOCAL)
    make_model(parts.folder / "model")
    assert parts.interrupt("Step 10 of", signal.SIGTERM).code == 143
    resumed = parts.run()
    assert resumed.code == 0, resumed.stderr
    assert {key: resumed.metrics()[key] for key in metrics} == pytest.approx(metrics, rel=1e-5)


def test_a_merged_model_is_a_model_to_start_from(make_bundle):
    """Its loss before training is the loss that training ended with."""
    settings = LOCAL | {"evaluation": {"fraction": 0.1, "every_steps": 100}, "max_steps": 12}
    first = make_bundle("first", **settings)
    make_model(first.folder / "model")
    trained = first.run().metrics()["eval/loss", 12]
    second = make_bundle("second", **settings | {"lora": None, "max_steps": 1})
    second.change(source={"path": str(first.folder / "output" / "merged-model")})
    assert second.run().metrics()["eval/loss", 0] == pytest.approx(trained, rel=1e-4)


def test_refuses_lora_that_matches_no_layer(make_bundle):
    bundle = make_bundle(**LOCAL | {"lora": {"rank": 4, "alpha": 8.0, "module_path": ".*nothing"}})
    make_model(bundle.folder / "model")
    finished = bundle.run()
    assert finished.code == 1
    assert "`lora.module_path` to match layers" in finished.last()["error"]


def test_refuses_a_tokenizer_with_more_tokens_than_the_model(make_bundle):
    bundle = make_bundle(**LOCAL)
    make_model(bundle.folder / "model")
    weights = load_file(bundle.folder / "model" / "model.safetensors")
    weights["model.embed_tokens.weight"] = weights["model.embed_tokens.weight"][:128]
    save_file(weights, bundle.folder / "model" / "model.safetensors")
    finished = bundle.run()
    assert finished.code == 1
    assert "Expected token ids below the model's 128 rows" in finished.last()["error"]


def test_says_when_the_weights_are_of_another_architecture(make_bundle):
    bundle = make_bundle(**LOCAL)
    make_model(bundle.folder / "model")
    weights = load_file(bundle.folder / "model" / "model.safetensors")
    del weights["model.layers.1.mlp.up_proj.weight"]
    save_file(weights, bundle.folder / "model" / "model.safetensors")
    finished = bundle.run()
    assert finished.code == 1
    assert finished.last()["kind"] == "failed"
    assert "architecture" in finished.last()["hint"]


def test_takes_a_model_from_hugging_faces_cache(make_bundle, tmp_path):
    cached = tmp_path / "home" / "hub" / "models--google--gemma-3-270m-it"
    make_model(cached / "snapshots" / "0")
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text("0")
    bundle = make_bundle(**LOCAL | {"source": {}, "lora": None, "max_steps": 2})
    finished = bundle.run(HF_HOME=str(tmp_path / "home"))
    assert finished.code == 0, finished.stderr
    assert finished.of("plan")[-1]["parameters"] < 100_000
