import importlib
import re

import pytest

from tunix_rt_launcher.architectures import TABLE, lora_modules

ARCHITECTURES = list(TABLE["loraModules"])


def test_knows_the_families_that_tunix_knows():
    from tunix.models import naming

    known = {
        prefix: (info.family, info.config_category) for prefix, info in naming._HF_MODEL_FAMILY_INFO_MAPPING.items()
    }
    assert {entry["prefix"]: (entry["family"], entry["architecture"]) for entry in TABLE["families"]} == known


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_names_all_projections_that_tunix_has(architecture):
    source = importlib.util.find_spec(f"tunix.models.{architecture}.model").origin
    with open(source, encoding="utf-8") as file:
        attributes = set(re.findall(r"self\.(\w+_(?:einsum|proj)) = ", file.read()))
    assert set(TABLE["loraModules"][architecture]) == attributes


@pytest.mark.parametrize(
    ("model_id", "module"),
    [
        ("google/gemma-2b-it", "layers/0/attn/qkv_einsum"),
        ("google/gemma-4-e2b", "layers/0/attn/k_einsum"),
        ("meta-llama/Meta-Llama-3-8B", "layers/0/attn/o_proj"),
        ("qwen3_0p6b", "layers/0/attn/q_proj"),
        ("somebody/unknown", "layers/0/attn/q_einsum"),
        ("somebody/unknown", "layers/0/attn/q_proj"),
    ],
)
def test_fits_the_modules_to_the_family(model_id, module):
    assert re.fullmatch(lora_modules(model_id), module)


def test_leaves_out_what_another_family_calls_its_modules():
    assert "einsum" not in lora_modules("Qwen/Qwen3-0.6B")
