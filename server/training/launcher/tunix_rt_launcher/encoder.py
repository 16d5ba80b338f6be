"""Text to token ids, by a model's own tokenizer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .chat_template import ChatTemplate, template_of


@dataclass(frozen=True)
class Encoder:
    """A tokenizer as training needs it.

    `encode` takes texts as plain text, so that "<eos>" written in a prompt stays five characters.
    `markers` holds the ids of the turn markers that are single tokens, `ends` those that end a text. `template` is its own
    of conversations, if any.
    """

    encode: Callable[[list[str]], list[list[int]]]
    decode: Callable[[list[int]], str]
    save: Callable[[Path], None]
    markers: dict[str, int]
    bos: list[int]
    ends: list[int]
    pad: int
    size: int
    template: ChatTemplate | None = None

    def marker(self, text: str) -> list[int]:
        return [self.markers[text]] if text in self.markers else self.encode([text])[0]


def load_encoder(path: str, markers: tuple[str, ...]) -> Encoder:
    """Loads a SentencePiece `.model` file (local or gs://), or a Hugging Face folder or id."""
    return _sentencepiece(path, markers) if path.endswith(".model") else _huggingface(path, markers)


def find_tokenizer(folder: Path) -> str:
    """The tokenizer in a model's folder. Raises FileNotFoundError when it holds none."""
    if (folder / "tokenizer.json").is_file() or (folder / "tokenizer_config.json").is_file():
        return str(folder)
    if (folder / "tokenizer.model").is_file():
        return str(folder / "tokenizer.model")
    raise FileNotFoundError(
        f"Expected tokenizer.json or tokenizer.model in {folder}, found neither: name one in `source.tokenizer`."
    )


def _huggingface(path: str, markers: tuple[str, ...]) -> Encoder:
    from tunix.generate.tokenizer_adapter import Tokenizer

    adapter = Tokenizer("huggingface", path, add_bos=False, add_eos=False)
    tokenizer: Any = adapter.tokenizer
    vocabulary = tokenizer.get_vocab()

    def encode(texts: list[str]) -> list[list[int]]:
        return tokenizer(texts, add_special_tokens=False, split_special_tokens=True, verbose=False)["input_ids"]

    return Encoder(
        encode=encode,
        decode=lambda tokens: tokenizer.decode(tokens, skip_special_tokens=False),
        save=lambda folder: tokenizer.save_pretrained(folder),
        markers={marker: vocabulary[marker] for marker in markers if marker in vocabulary},
        bos=_known(tokenizer.bos_token_id),
        ends=_known(tokenizer.eos_token_id),
        pad=next(iter(_known(tokenizer.pad_token_id) + _known(tokenizer.eos_token_id)), 0),
        size=len(tokenizer),
        template=template_of(tokenizer, path),
    )


def _sentencepiece(path: str, markers: tuple[str, ...]) -> Encoder:
    from tunix.generate.tokenizer_adapter import Tokenizer

    adapter = Tokenizer("sentencepiece", path, add_bos=False, add_eos=False)
    processor: Any = adapter.tokenizer

    def save(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tokenizer.model").write_bytes(processor.serialized_model_proto())

    pieces = {marker: processor.piece_to_id(marker) for marker in markers}
    return Encoder(
        encode=lambda texts: processor.encode(texts),
        decode=lambda tokens: processor.decode(tokens),
        save=save,
        markers={marker: piece for marker, piece in pieces.items() if piece != processor.unk_id()},
        bos=_known(processor.bos_id()),
        ends=_known(processor.eos_id()),
        pad=next(iter(_known(processor.pad_id()) + _known(processor.eos_id())), 0),
        size=processor.vocab_size(),
    )


def _known(token: int | None) -> list[int]:
    return [] if token is None or token < 0 else [token]
