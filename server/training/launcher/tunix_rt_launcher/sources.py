"""Where a model's files come from: a local folder, Hugging Face, Kaggle or a bucket."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from huggingface_hub import snapshot_download
from tunix.models import automodel, naming
from tunix.models.gemma3 import params
from tunix.oss import utils

from .encoder import find_tokenizer
from .gemma_turns import END, START
from .manifest import ModelManifest
from .tiny import build_tokenizer

TOKENIZER_FILES = ["*.json", "*.model", "*.txt", "*.jinja"]
GEMMA3_TOKENIZER = "gs://gemma-data/tokenizers/tokenizer_gemma3.model"


def tokenizer_path(manifest: ModelManifest, texts: Iterable[str], is_resuming: bool) -> str:
    """What to load the tokenizer from: a folder, a .model file or a Hugging Face id. That of the built-in model is made
    of `texts`.
    """
    source = manifest.source
    if source.tokenizer is not None:
        return _named_tokenizer(manifest.folder, source.tokenizer)
    if source.kind == "builtin":
        return str(_tiny_tokenizer(manifest, texts, is_resuming))
    if source.kind == "gcs":
        if naming.ModelNaming(model_id=manifest.model_id).model_family != "gemma3":
            raise ValueError(
                f"Expected `source.tokenizer` for {manifest.model_id} from gcs, got nothing: name a .model file, "
                "a folder or a Hugging Face id."
            )
        return GEMMA3_TOKENIZER
    if source.kind == "huggingface":
        return find_tokenizer(_download_from_huggingface(manifest.model_id, TOKENIZER_FILES))
    return find_tokenizer(weights_folder(manifest))


def weights_folder(manifest: ModelManifest) -> Path:
    """The folder with the model's safetensors, downloaded when it is not local."""
    source = manifest.source
    if source.kind == "huggingface":
        return _download_from_huggingface(manifest.model_id, ["*.safetensors", *TOKENIZER_FILES])
    if source.kind == "kaggle":
        require_kaggle_credentials()
        return Path(automodel.download_model(source.path, str(kaggle_cache()), automodel.ModelSource.KAGGLE))
    if source.kind == "gcs":
        if not (source.path or "").startswith("gs://"):
            raise ValueError(f"Expected `source.path` to be a gs:// folder of safetensors, got {source.path!r}.")
        return Path(utils.load_file_from_gcs(source.path, str(cache("tunix-rt"))))
    folder = manifest.folder / Path(source.path).expanduser()
    if not folder.is_dir():
        raise FileNotFoundError(f"Expected `source.path` to be a folder with a model, found none at {folder}.")
    return folder


def published_checkpoint(names: Any) -> str:
    """Where Google publishes a Gemma 3 checkpoint. Raises ValueError for any other."""
    path = getattr(params, names.model_config_id.upper(), None)
    if path is None:
        raise ValueError(
            f"Expected `source.path` for {names.model_name} from gcs, got nothing: give the checkpoint's gs:// path."
        )
    return path


def require_kaggle_credentials() -> None:
    """Tunix would ask for them at a prompt, where nobody is."""
    missing = [name for name in ("KAGGLE_USERNAME", "KAGGLE_KEY") if not os.environ.get(name)]
    if missing:
        raise PermissionError(
            f"Expected {' and '.join(missing)} in the environment to download from Kaggle, got nothing."
        )


def kaggle_cache() -> Path:
    return Path(os.environ.get("KAGGLEHUB_CACHE") or cache("kagglehub"))


def cache(name: str) -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / name


def _named_tokenizer(folder: Path, name: str) -> str:
    path = folder / Path(name).expanduser()
    if path.is_dir():
        return find_tokenizer(path)
    if not path.exists() and name.startswith((".", "/", "~")):
        raise FileNotFoundError(f"Expected `source.tokenizer` at {path}, found nothing.")
    return str(path) if path.exists() else name


def _tiny_tokenizer(manifest: ModelManifest, texts: Iterable[str], is_resuming: bool) -> Path:
    folder = manifest.folder / "tokenizer"
    if not is_resuming or not (folder / "tokenizer.json").is_file():
        build_tokenizer(texts, (START, END), folder)
    return folder


def _download_from_huggingface(model_id: str, files: list[str]) -> Path:
    # Not Tunix's own download: it asks for a token at a prompt, and copies every model into every run.
    return Path(snapshot_download(model_id, allow_patterns=files, ignore_patterns=["original/*"]))
