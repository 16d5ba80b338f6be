"""The part of a completion that can answer: the model's turn, after its thought."""

import re

TURN_ENDS = re.compile(
    r"<end_of_turn>|<eos>|<pad>|</s>|<\|(?:im_end|eot_id|endoftext|end|return)\|>|<｜end▁of▁sentence｜>"
)
THOUGHTS = re.compile(
    r"<(?P<close>/?)(?:think|thinking|reason|reasoning|thought)>"
    r"|<\|(?P<edge>begin|end)_of_thought\|>"
    r"|◁(?P<shut>/?)think▷",
    re.IGNORECASE,
)


class UnclosedThought(Exception):
    """The text ends within a thought."""


def answering_part(text: str) -> str:
    """What follows the last thought, up to the end of the turn. Raises UnclosedThought with the tag left open."""
    end = TURN_ENDS.search(text)
    turn = text[: end.start()] if end else text
    opened, start = None, 0
    for tag in THOUGHTS.finditer(turn):
        if tag["close"] or tag["shut"] or tag["edge"] == "end":
            opened, start = None, tag.end()
        else:
            opened = tag[0]
    if opened:
        raise UnclosedThought(opened)
    return turn[start:]
