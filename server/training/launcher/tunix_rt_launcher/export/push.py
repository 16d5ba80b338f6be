"""An exported folder on the Hugging Face Hub."""

import os
from pathlib import Path
from typing import Any

from ..events import say
from ..manifest import Push
from ..sections import ManifestError

# Of an earlier push, what would be loaded beside or instead of the new weights.
STALE = ["*.safetensors", "*.safetensors.index.json"]


def check_push(push: Push) -> None:
    """Asks the Hub who is there, before anything that takes time. Raises ManifestError."""
    if not os.environ.get("HF_TOKEN"):
        raise ManifestError(f"Expected HF_TOKEN, a token that may write, to push to {push.repository}, got none.")
    from httpx import HTTPError
    from huggingface_hub import HfApi

    try:
        HfApi().whoami()
    except (HTTPError, OSError) as error:
        raise ManifestError(f"Expected the Hub to know HF_TOKEN, to push to {push.repository}, got: {error}") from error


def push_folder(folder: Path, push: Push, name: str) -> dict[str, Any]:
    """Uploads the folder as one commit, and says where it is. Raises ValueError where the Hub refuses, which has none of it then."""
    from httpx import HTTPError
    from huggingface_hub import HfApi

    api = HfApi()
    say(f"Pushing to {push.repository} …")
    try:
        api.create_repo(push.repository, private=push.is_private, exist_ok=True)
        is_private = bool(api.model_info(push.repository).private)
        if is_private != push.is_private:
            raise ValueError(
                f"Expected {push.repository} to be {_seen(push.is_private)}, but it is there and {_seen(is_private)}: "
                "nothing was pushed. Push to another, or change it on the Hub."
            )
        commit = api.upload_folder(
            repo_id=push.repository, folder_path=folder, commit_message=f"Add {name}", delete_patterns=STALE
        )
    except (HTTPError, OSError) as error:
        raise ValueError(f"Could not push to {push.repository}, which has nothing of it; the export is whole: {error}") from error
    return {
        "repository": push.repository,
        "url": f"{api.endpoint}/{push.repository}",
        "commit": commit.oid,
        "private": is_private,
    }


def _seen(is_private: bool) -> str:
    return "private" if is_private else "public"
