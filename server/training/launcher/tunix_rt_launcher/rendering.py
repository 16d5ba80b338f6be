"""How the rows of a run become tokens, by what its manifest says of their format, template and reasoning."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from .chat_template import ChatTemplate, encode_conversations, find_problem
from .conversation import Conversation, parse_conversation
from .encoder import Encoder
from .gemma_turns import Turns, encode_turns, parse_rendered, write_turns
from .manifest import Manifest, RowsManifest, SamplerManifest
from .records import DroppedRow, Encoded, Rendering, read_rows
from .sections import ManifestError


def choose_rendering(manifest: Manifest, encoder: Encoder) -> Rendering:
    """Raises ManifestError when the model's own template is asked for, and there is none or it can't be trained on."""
    reasoning = manifest.prompt.reasoning
    if manifest.prompt.template == "gemma":
        return Rendering(partial(_parse_turns, manifest), partial(encode_turns, encoder=encoder))
    template = require_template(encoder, manifest)
    return Rendering(parse_conversation, partial(encode_conversations, template=template, reasoning=reasoning))


def read_texts(manifest: Manifest) -> Iterator[str]:
    """The texts of the usable rows that are trained on, without markers."""
    for row in read_rows(manifest.dataset, partial(_parse_turns, manifest), lambda row, problem: None):
        yield from row.content.texts()


def _parse_turns(manifest: Manifest, record: dict[str, Any]) -> Turns:
    if manifest.format == "tunix_sft":
        return parse_rendered(record)
    return write_turns(parse_conversation(record), manifest.prompt.reasoning)


def choose_encoding(
    manifest: RowsManifest | SamplerManifest, encoder: Encoder
) -> Callable[[list[Conversation]], list[Encoded | DroppedRow]]:
    """How conversations become tokens, as training has them. Raises as `require_template` does; what it answers raises
    DroppedRow for a text that holds a turn marker.
    """
    reasoning = manifest.prompt.reasoning
    if manifest.prompt.template == "gemma":
        return lambda chunk: encode_turns([write_turns(each, reasoning) for each in chunk], encoder)
    return partial(encode_conversations, template=require_template(encoder, manifest), reasoning=reasoning)


def require_template(encoder: Encoder, manifest: RowsManifest | SamplerManifest) -> ChatTemplate:
    """The model's own template. Raises ManifestError when there is none, or it can't be trained on."""
    template = encoder.template
    advice = (
        "use `prompt.template: gemma`, or put a chat_template.jinja beside the tokenizer in a folder and name that in "
        "`source.tokenizer`"
    )
    if template is None:
        raise ManifestError(
            f"Expected a tokenizer with a chat template for `prompt.template: model`, that of {manifest.model_id} has "
            f"none: {advice}."
        )
    if problem := find_problem(template, manifest.prompt.reasoning):
        raise ManifestError(
            f"Expected a chat template that can be trained on with `prompt.reasoning: {manifest.prompt.reasoning}`, "
            f"that of {template.name} can't: {problem}. Instead {advice}."
        )
    return template
