"""`tunix-rt/tiny`: a Gemma 3 of two layers and a tokenizer made from the data, with nothing to download."""

import dataclasses
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .architectures import TABLE

ARCHITECTURE = "gemma3_270m"
VOCABULARY = TABLE["tiny"]["num_embed"]
# Enough text to learn 250 merges from; more would only take longer.
SAMPLE_CHARACTERS = 4_000_000
SPECIALS = {"pad_token": "<pad>", "eos_token": "<eos>", "bos_token": "<bos>", "unk_token": "<unk>"}


def build_tokenizer(texts: Iterable[str], markers: tuple[str, ...], folder: Path) -> None:
    """Writes a byte-level BPE tokenizer to a folder in Hugging Face's layout: any text comes back exactly."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    specials = [AddedToken(text, special=True, normalized=False) for text in (*SPECIALS.values(), *markers)]
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=specials,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(_sample(texts), trainer)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "clean_up_tokenization_spaces": False,
        **SPECIALS,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def create_tiny_model(vocabulary: int, seed: int, dtype: Any) -> tuple[Any, Any]:
    """A model with random weights that depend on nothing but the seed, and its configuration."""
    from tunix.models import automodel, dummy_model_creator
    from tunix.models.gemma3.model import Gemma3

    config = dataclasses.replace(
        automodel.call_model_config(ARCHITECTURE),
        **TABLE["tiny"] | {"num_embed": -(-vocabulary // 128) * 128},
        sliding_window_size=256,
        param_dtype=dtype,
    )
    # Gemma3's own initialisation leaves the feed-forward layers at zero, where no gradient reaches them.
    return dummy_model_creator.create_dummy_model(Gemma3, config, dtype=dtype, random_seed=seed), config


def _sample(texts: Iterable[str]) -> Iterator[str]:
    characters = 0
    for text in texts:
        yield text
        characters += len(text)
        if characters > SAMPLE_CHARACTERS:
            return
