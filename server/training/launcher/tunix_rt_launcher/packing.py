"""Rows laid end to end into sequences, so that little of a batch is padding."""

from collections.abc import Iterable, Sequence

# How many sequences stay open for further rows. The server's dry run packs by the same rule.
OPEN_SEQUENCES = 64


def pack(rows: Iterable[int], lengths: Sequence[int], limit: int) -> list[list[int]]:
    """Lays rows into sequences of at most `limit` tokens: each row, in the order given, into the first open sequence
    that has room for it, else into a new one. `lengths` holds the tokens of each row.

    A sequence closes when the shortest row has no room in it; and the oldest one when OPEN_SEQUENCES are open.
    """
    rows = list(rows)
    shortest = min((lengths[row] for row in rows), default=0)
    sequences: list[list[int]] = []
    room: list[int] = []
    opened: list[int] = []
    for row in rows:
        length = lengths[row]
        place = next((place for place, space in enumerate(room) if length <= space), None)
        if place is None:
            if len(room) == OPEN_SEQUENCES:
                del room[0], opened[0]
            place = len(room)
            room.append(limit)
            opened.append(len(sequences))
            sequences.append([])
        sequences[opened[place]].append(row)
        room[place] -= length
        if room[place] < shortest:
            del room[place], opened[place]
    return sequences
