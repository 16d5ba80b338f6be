"""What to do about the failures that people meet."""

import re

# By a pattern in the failure's type and message; the first that matches holds.
HINTS = {
    r"Could not push to": (
        "HF_TOKEN must be allowed to write there, and the network be reached. Download the folder to push it by hand, or export again."
    ),
    r"gcsfs|gs://": (
        "For gs:// paths: pip install gcsfs, and gcloud auth application-default login where the bucket isn't public."
    ),
    r"No module named '\w+'": "Install what the launcher needs: pip install -r requirements.txt",
    r"ImportError|ModuleNotFoundError|AttributeError: module '(jax|flax|optax|orbax)": (
        "The installed packages don't fit together: use the versions in requirements.txt, in a fresh environment."
    ),
    r"GatedRepoError|gated repo|403 Client Error|Access to model .* is restricted": (
        "Accept the model's licence on its Hugging Face page, and set HF_TOKEN to a token of that account."
    ),
    r"RepositoryNotFoundError|401 Client Error|Repository Not Found|Missing HF_TOKEN": (
        "Check model.model_id; for a private or gated model set HF_TOKEN."
    ),
    r"KAGGLE_USERNAME|KAGGLE_KEY|KaggleApiHTTPError": (
        "Set KAGGLE_USERNAME and KAGGLE_KEY, and accept the model's licence on Kaggle. In a "
        "Kaggle notebook, attach the model and use source.kind: local."
    ),
    r"RESOURCE_EXHAUSTED|Out of memory|\bOOM\b|MemoryError": (
        "Not enough memory: lower training.batch_size (raise "
        "optimizer.gradient_accumulation_steps for the same step), lower "
        "training.max_seq_length, use lora, or a mesh over more devices."
    ),
    r"Could not determine model family|Invalid model ID format|not found on the target object": (
        "model.model_id must name an architecture that Tunix knows, such as "
        "google/gemma-3-270m-it, meta-llama/Llama-3.2-1B-Instruct or Qwen/Qwen3-0.6B; "
        "weights from elsewhere go into source.path."
    ),
    r"requires \d+ devices|Number of devices": (
        "Make the product of mesh.shape the number of devices, as python -c 'import jax; "
        "print(jax.devices())' lists them."
    ),
    r"evenly divide|divisible by|not divisible": (
        "A dimension of the model can't be split so: use a mesh.shape whose sizes divide it, such as [n, 1]."
    ),
    r"rows for at least one step": (
        "Lower training.batch_size, raise training.max_seq_length where rows were too long, or export more traces."
    ),
    r"its files don't fit|Failed to load tensor": (
        "The files don't fit the architecture that model.model_id names: check source.path against it."
    ),
    r"ConnectionError|ConnectError|Name or service not known|Temporary failure in name resolution|"
    r"LocalEntryNotFoundError|OfflineModeIsEnabled|Max retries exceeded|Network is unreachable": (
        "The network can't be reached: download the model elsewhere, and use source.kind: local with its folder."
    ),
    r"already in use|libtpu|TPU initialization failed|Unable to initialize backend": (
        "The accelerator can't be opened: end other processes that hold it, or set JAX_PLATFORMS=cpu."
    ),
    r"OCDBT|tensorstore|CheckpointManager": (
        "The last checkpoint can't be read: remove its folder to go on from the one before."
    ),
    r"No space left on device|Disk quota exceeded": ("The disk is full: free space, or lower checkpoints.keep."),
}


def describe(error: BaseException) -> str:
    """A failure in one line of at most 2,000 characters: its type and message."""
    message = " ".join(str(error).split())
    return f"{type(error).__name__}: {message}"[:2000] if message else type(error).__name__


def hint(error: BaseException) -> str | None:
    """What to do about a failure, where that is known."""
    texts = []
    cause: BaseException | None = error
    while cause is not None and len(texts) < 5:
        texts.append(f"{type(cause).__name__}: {cause}")
        cause = cause.__cause__ or cause.__context__
    for text in texts:
        for pattern, advice in HINTS.items():
            if re.search(pattern, text):
                return advice
    return None
