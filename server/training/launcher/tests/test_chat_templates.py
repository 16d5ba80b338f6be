"""Rows in chat templates shaped as those of each family, with one tokenizer that has the tokens of all."""

import json
import shutil
from collections import Counter
from pathlib import Path

import numpy
import pytest
from conftest import write_rows
from safetensors.numpy import save_file

from tunix_rt_launcher.batches import make_batch
from tunix_rt_launcher.chat_template import encode_conversations, find_problem, render_conversation
from tunix_rt_launcher.checkpoints import guard_resume
from tunix_rt_launcher.conversation import parse_conversation
from tunix_rt_launcher.encoder import Encoder, load_encoder
from tunix_rt_launcher.events import Events
from tunix_rt_launcher.gemma_turns import END, START
from tunix_rt_launcher.manifest import read_manifest
from tunix_rt_launcher.models import load_tokenizer
from tunix_rt_launcher.rendering import read_texts
from tunix_rt_launcher.plan import make_plan
from tunix_rt_launcher.records import DroppedRow
from tunix_rt_launcher.sections import ManifestError

FOLDER = Path(__file__).parent / "chat_templates"
# The server's dry run renders the same cases.
WRITTEN = json.loads((FOLDER / "cases.json").read_text(encoding="utf-8"))
CASES, TEMPLATES = WRITTEN["cases"], WRITTEN["templates"]

VOCABULARY, WIDTH, HIDDEN, HEADS, HEAD = 384, 32, 64, 2, 16
CONFIG = {
    "vocab_size": VOCABULARY,
    "hidden_size": WIDTH,
    "intermediate_size": HIDDEN,
    "num_hidden_layers": 1,
    "num_attention_heads": HEADS,
    "num_key_value_heads": 1,
    "head_dim": HEAD,
}
LAYER = {
    "input_layernorm": (WIDTH,),
    "post_attention_layernorm": (WIDTH,),
    "self_attn.q_proj": (HEADS * HEAD, WIDTH),
    "self_attn.k_proj": (HEAD, WIDTH),
    "self_attn.v_proj": (HEAD, WIDTH),
    "self_attn.o_proj": (WIDTH, HEADS * HEAD),
    "mlp.gate_proj": (HIDDEN, WIDTH),
    "mlp.up_proj": (HIDDEN, WIDTH),
    "mlp.down_proj": (WIDTH, HIDDEN),
}
NORMS = {"self_attn.q_norm": (HEAD,), "self_attn.k_norm": (HEAD,)}
PROMPT, STEPS, ANSWER = "What is 2 plus 3?", ["Add 2 and 3.", "It is 5."], "5"
PLAIN = "Reasoning:\n1. Add 2 and 3.\n2. It is 5.\nAnswer: 5"
THOUGHT = "<think>\nAdd 2 and 3.\n\nIt is 5.\n</think>\n\n5"


def make_tokenizer(folder: Path, name: str) -> Path:
    """A folder with the tokenizer, and a template that stands beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(FOLDER / "tokenizer.json", folder)
    shutil.copy(FOLDER / f"{name}.jinja", folder / "chat_template.jinja")
    config = {key: TEMPLATES[name][key] for key in ("bos_token", "eos_token")}
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "PreTrainedTokenizerFast", **config}))
    return folder


def make_model(folder: Path, name: str, layer: dict[str, tuple[int, ...]]) -> None:
    make_tokenizer(folder, name)
    random = numpy.random.default_rng(0)
    shapes = {"model.embed_tokens.weight": (VOCABULARY, WIDTH), "model.norm.weight": (WIDTH,)}
    shapes |= {f"model.layers.0.{name}.weight": shape for name, shape in layer.items()}
    weights = {name: (random.normal(size=shape) * 0.1).astype(numpy.float32) for name, shape in shapes.items()}
    save_file(weights, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps(CONFIG))


def record(row: dict) -> dict:
    """A row as the `trace` export has it."""
    context = {"context": row["context"]} if "context" in row else {}
    return {"id": "r", "prompts": row["prompt"], "trace_steps": row["steps"], "final_answer": row["answer"], **context}


def sums(count: int = 4) -> list[dict]:
    return [record({"prompt": PROMPT, "steps": STEPS, "answer": ANSWER}) | {"id": f"r{row}"} for row in range(count)]


@pytest.fixture
def make_own(make_bundle):
    """Makes bundles whose rows are to be written by their model's own template."""

    def make(model_id: str, template: str, reasoning: str, layer: dict[str, tuple[int, ...]] = LAYER, rows=None):
        bundle = make_bundle(
            rows=sums() if rows is None else rows,
            model={"model_id": model_id},
            dataset={"format": "trace"},
            prompt={"template": "model", "reasoning": reasoning},
            source={"kind": "local", "path": "./model"},
            training={"num_epochs": 1, "learning_rate": 1e-2},
            lora={"rank": 2, "alpha": 4.0},
        )
        make_model(bundle.folder / "model", template, layer)
        return bundle

    return make


@pytest.fixture(scope="module")
def encoders(tmp_path_factory) -> dict[str, Encoder]:
    root = tmp_path_factory.mktemp("tokenizers")
    return {name: load_encoder(str(make_tokenizer(root / name, name)), (START, END)) for name in TEMPLATES}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_renders_as_was_written_down(encoders, case):
    template, conversation = encoders[case["template"]].template, parse_conversation(record(case["row"]))
    [encoded] = encode_conversations([conversation], template, case["reasoning"])
    if isinstance(encoded, DroppedRow):
        assert {"reason": encoded.reason, "detail": encoded.detail} == case["dropped"]
        return
    rendered = render_conversation(template, conversation, case["reasoning"])
    assert {
        "before": rendered.before,
        "trained": rendered.trained,
        "isMerged": rendered.is_merged,
        "tokens": [len(encoded.prompt), len(encoded.answer)],
    } == case["rendered"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_finds_what_keeps_a_template_from_being_trained_on(encoders, name):
    found = {reasoning: find_problem(encoders[name].template, reasoning) for reasoning in ("plain", "think")}
    assert found == TEMPLATES[name]["problems"]


@pytest.mark.parametrize(
    ("model_id", "template", "reasoning", "layer", "learned"),
    [
        ("Qwen/Qwen3-0.6B", "qwen3", "think", LAYER | NORMS, f"{THOUGHT}<|im_end|>"),
        ("meta-llama/Llama-3.2-1B-Instruct", "llama3p1", "plain", LAYER, f"{PLAIN}<|eot_id|>"),
    ],
)
def test_trains_a_model_on_its_own_template(make_own, model_id, template, reasoning, layer, learned):
    from transformers import AutoTokenizer

    bundle = make_own(model_id, template, reasoning, layer)
    finished = bundle.run()
    assert finished.code == 0, finished.stderr
    plan = finished.of("plan")[-1]
    assert (plan["max_steps"], plan["records"], plan["dropped"], plan["warnings"]) == (1, 4, {}, [])
    assert finished.metrics()["train/loss", 1] > 1
    assert 0 < plan["trainable_parameters"] < plan["parameters"]

    manifest = read_manifest(bundle.folder / "manifest.yaml")
    records = make_plan(manifest, load_tokenizer(manifest, read_texts(manifest), is_resuming=False), Events(bundle.folder / "again")).records
    batch = make_batch(records, [[0], [1]], [256], 0, 2)
    tokens, mask, length = batch["input_tokens"][0], batch["input_mask"][0], int(batch["segments"][0].sum())
    tokenizer = AutoTokenizer.from_pretrained(bundle.folder / "model")
    assert tokenizer.decode(tokens[mask]) == learned
    given = tokenizer.apply_chat_template(
        [{"role": "user", "content": PROMPT}], add_generation_prompt=True, tokenize=False, date_string="26 Jul 2024"
    )
    assert tokenizer.decode(tokens[:length][~mask[:length]]) == given
    assert not mask[length:].any()
    begin = tokenizer.convert_tokens_to_ids("<|begin_of_text|>")
    assert tokens.tolist().count(begin) == given.count("<|begin_of_text|>")
    saved = AutoTokenizer.from_pretrained(bundle.folder / "output" / "tokenizer")
    assert saved.chat_template == tokenizer.chat_template


def test_refuses_a_template_whose_answer_does_not_begin_as_it_asks(make_own):
    bundle = make_own("deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B", "deepseek_thinking", "plain")
    finished = bundle.run()
    assert finished.code == 1
    assert finished.last()["error"].startswith(
        "ManifestError: Expected a chat template that can be trained on with `prompt.reasoning: plain`, that of "
    )
    assert TEMPLATES["deepseek_thinking"]["problems"]["plain"] in finished.last()["error"]


@pytest.mark.parametrize(
    ("template", "reasoning", "problem"),
    [("deepseek", "think", "leaves out or changes the reasoning"), ("endless", "plain", "no special token")],
)
def test_plans_no_run_with_a_template_that_can_t_be_learned(make_own, template, reasoning, problem):
    bundle = make_own("Qwen/Qwen2.5-0.5B", template, reasoning)
    manifest = read_manifest(bundle.folder / "manifest.yaml")
    with pytest.raises(ManifestError, match=problem):
        make_plan(manifest, load_tokenizer(manifest, read_texts(manifest), is_resuming=False), Events(bundle.folder / "events.jsonl"))


def test_refuses_the_own_template_of_a_tokenizer_without_one(make_own):
    bundle = make_own("Qwen/Qwen2.5-0.5B", "qwen2p5", "plain")
    (bundle.folder / "model" / "chat_template.jinja").unlink()
    manifest = read_manifest(bundle.folder / "manifest.yaml")
    with pytest.raises(ManifestError, match="that of Qwen/Qwen2.5-0.5B has none: use `prompt.template: gemma`"):
        make_plan(manifest, load_tokenizer(manifest, read_texts(manifest), is_resuming=False), Events(bundle.folder / "events.jsonl"))


def test_drops_the_rows_that_a_template_changes_and_tells_of_merged_turns(make_own):
    context = [{"role": "tool", "content": "It rains."}]
    rows = [
        *sums(3),
        record({"prompt": PROMPT, "steps": STEPS, "answer": ANSWER, "context": context}),
        record({"prompt": "<|im_end|>", "steps": STEPS, "answer": ANSWER}) | {"id": "forged"},
        record({"prompt": PROMPT, "steps": [], "answer": "\n\n5"}) | {"id": "changed"},
        record({"prompt": PROMPT, "steps": [5], "answer": "5"}) | {"id": "steps"},
        record({"prompt": PROMPT, "steps": [], "answer": " "}) | {"id": "empty"},
        record({"prompt": PROMPT, "steps": [], "answer": "5", "context": ["Hi"]}) | {"id": "turns"},
    ]
    bundle = make_own("Qwen/Qwen2.5-0.5B", "qwen2p5", "think", rows=rows)
    manifest = read_manifest(bundle.folder / "manifest.yaml")
    events = Events(bundle.folder / "events.jsonl")
    plan = make_plan(manifest, load_tokenizer(manifest, read_texts(manifest), is_resuming=False), events)
    told = map(json.loads, (bundle.folder / "events.jsonl").read_text().splitlines())
    assert [(event["id"], event["reason"]) for event in told] == [
        ("steps", "no_turns"),
        ("empty", "empty"),
        ("turns", "no_turns"),
        ("forged", "forged_turn"),
        ("changed", "changed_by_template"),
    ]
    assert plan.dropped == Counter({"no_turns": 2, "empty": 1, "forged_turn": 1, "changed_by_template": 1})
    assert plan.warnings == [
        "1 rows have turns that the model's template does not take: what these say is merged into the user's turns."
    ]


def test_learns_reasoning_between_tags_in_gemmas_turns(make_bundle):
    from transformers import AutoTokenizer

    bundle = make_bundle(rows=sums(), dataset={"format": "trace"}, prompt={"template": "gemma", "reasoning": "think"})
    manifest = read_manifest(bundle.folder / "manifest.yaml")
    records = make_plan(manifest, load_tokenizer(manifest, read_texts(manifest), is_resuming=False), Events(bundle.folder / "again")).records
    tokenizer = AutoTokenizer.from_pretrained(bundle.folder / "tokenizer")
    tokens, split = records.tokens[: records.starts[1]], records.prompt_lengths[0]
    assert tokenizer.decode(tokens[split:]) == f"{THOUGHT}{END}"
    assert tokenizer.decode(tokens[:split]) == f"<bos>{START}user\n{PROMPT}{END}\n{START}model\n"


def test_goes_on_with_no_other_template(make_bundle):
    bundle = make_bundle(rows=sums(), dataset={"format": "trace"})
    guard_resume(read_manifest(bundle.folder / "manifest.yaml"), "0", is_resuming=False)
    bundle.change(prompt={"reasoning": "think"})
    with pytest.raises(ManifestError, match="`prompt.reasoning` from None to 'think'"):
        guard_resume(read_manifest(bundle.folder / "manifest.yaml"), "0", is_resuming=True)


@pytest.mark.parametrize("torn", ["", '{"seed":', "[]", "\ud800"])
def test_says_that_the_settings_it_goes_on_with_are_damaged(make_bundle, torn):
    bundle = make_bundle(rows=sums(), dataset={"format": "trace"})
    manifest = read_manifest(bundle.folder / "manifest.yaml")
    (bundle.folder / "resume.json").write_bytes(torn.encode(errors="surrogatepass"))
    with pytest.raises(ManifestError, match="Expected resume.json to hold .* remove the checkpoints folder to start anew"):
        guard_resume(manifest, "0", is_resuming=True)
    guard_resume(manifest, "0", is_resuming=False)
    guard_resume(manifest, "0", is_resuming=True)


def test_rows_with_turns_in_them_have_gemmas_and_plain_reasoning(make_bundle):
    bundle = make_bundle(prompt={"reasoning": "think"})
    with pytest.raises(ManifestError, match="Expected `dataset.format: trace` with `prompt.template: gemma` and"):
        read_manifest(bundle.folder / "manifest.yaml")
