"""What an equation says: x = 3 is 3, and 6 * 7 = 42 is 42 where it holds."""

import re

from .arithmetic import calculate
from .quantity import Quantity, read_quantity

NAME = re.compile(r"[^\W\d_](?:_ ?\{?\w+\}?)?|[a-z]\([a-z]\)|\((?:[a-z] ?, ?)+[a-z]\)", re.IGNORECASE)
WORDS = re.compile(r"(?:[^\W\d_]{2,}[ '-]?)+")


def split_name(text: str) -> tuple[str | None, str]:
    """The name that a value is given to, and the value; words that tell what it is are no name."""
    head, _, rest = text.partition("=" if "=" in text else "∈")
    head = head.strip()
    if rest and NAME.fullmatch(head):
        return head.replace(" ", ""), rest.strip()
    return (None, rest.strip()) if rest and WORDS.fullmatch(head) else (None, text)


def read_chain(text: str) -> Quantity | None:
    """The last side of a chain whose sides are all the same number. Raises TooLarge."""
    if "=" not in text:
        return None
    *sides, last = (side.strip() for side in text.split("="))
    quantity = read_quantity(last)
    if not quantity or len(sides) > 4:
        return None
    numbers = [calculate(side) for side in sides]
    return quantity if all(number and number.number == quantity.number for number in numbers) else None
