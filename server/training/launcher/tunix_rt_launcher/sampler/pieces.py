"""Text of tokens as they come, in pieces that are never changed by what follows."""

from collections.abc import Callable

UNFINISHED = "\ufffd"


class Pieces:
    """Hands out what new tokens add to a text. `end` is what no piece goes beyond, not even with a part of it."""

    def __init__(self, decode: Callable[[list[int]], str], end: str | None):
        self._decode, self._end = decode, end
        self._told, self._read = 0, 0
        self._held, self.is_over = "", False

    def after(self, tokens: list[int], is_all: bool = False) -> str:
        """What is new in the text of all `tokens`, which begin with those of before; `is_all` where no more follow."""
        # A token's text depends on those before it, such as on whether it begins the text.
        before, now = self._decode(tokens[self._told : self._read]), self._decode(tokens[self._told :])
        # Half of a character that takes several tokens.
        is_whole = len(now) > len(before) and not now.endswith(UNFINISHED)
        if not is_whole and not is_all:
            return ""
        self._told, self._read = self._read, len(tokens)
        piece = self._without_end(now[len(before) :])
        return piece if not is_all else piece + self._rest()

    def _rest(self) -> str:
        held, self._held = self._held, ""
        return held

    def _without_end(self, piece: str) -> str:
        if self._end is None:
            return piece
        if self.is_over:
            return ""
        text = self._held + piece
        if self._end in text:
            self.is_over, self._held = True, ""
            return text[: text.index(self._end)]
        kept = next((size for size in range(min(len(self._end), len(text)), 0, -1) if self._end.startswith(text[-size:])), 0)
        self._held = text[len(text) - kept :]
        return text[: len(text) - kept]
