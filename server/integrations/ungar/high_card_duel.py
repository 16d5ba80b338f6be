"""Plays High Card Duel with UNGAR.

Reads `{"count": 5, "seed": 42}` (or a null seed) from standard input and prints one line of JSON:
`{"version", "episodes"}`, or `{"unavailable": reason}` where UNGAR can't play.
"""

import json
import os
import sys
import traceback

RANKS = dict(
    zip(
        "ACE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN JACK QUEEN KING".split(),
        "A23456789TJQK",
    )
)
SUITS = {"SPADES": "S", "HEARTS": "H", "DIAMONDS": "D", "CLUBS": "C"}
KNOWN_SEED = 42
KNOWN_DEAL = [9, 24]


class Unavailable(Exception):
    pass


def main():
    # What the engine prints must not end up in the answer.
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    with answer:
        json.dump(answer_to(json.load(sys.stdin)), answer)


def answer_to(request):
    try:
        version, play = load()
    except Unavailable as reason:
        return {"unavailable": str(reason)}
    seed = request["seed"]
    seeds = [None if seed is None else seed + index for index in range(request["count"])]
    return {"version": version, "episodes": [record(play(seed)) for seed in seeds]}


def load():
    try:
        import ungar
    except Exception as error:
        raise Unavailable(f"it can't be imported ({describe(error)})")
    if getattr(ungar, "__file__", None) is None:
        raise Unavailable("a folder named ungar is on the path, but it is not the package")
    try:
        from ungar.games.high_card_duel import make_high_card_duel_spec
        from ungar.runner import play_random_episode

        spec = make_high_card_duel_spec()
        known = play_random_episode(spec, KNOWN_SEED)
        deal = [card.to_index() for card in known.states[0].hands]
        version = getattr(ungar, "__version__", None) or ungar.get_version()
    except Exception as error:
        raise Unavailable(f"it can't play High Card Duel ({describe(error)})")
    if deal != KNOWN_DEAL:
        raise Unavailable(f"it deals {deal} for seed {KNOWN_SEED}, where UNGAR deals {KNOWN_DEAL}")
    return version, lambda seed: play_random_episode(spec, seed)


def record(episode):
    start = episode.states[0]
    return {
        "my_card": short(start.hands[0]),
        "opponent_card": short(start.hands[1]),
        "legal_moves": [move.name for move in start.legal_moves()],
        "action": episode.moves[0].name,
        "reward": episode.rewards[0],
    }


def short(card):
    return RANKS[card.rank.name] + SUITS[card.suit.name]


def describe(error):
    return traceback.format_exception_only(type(error), error)[-1].strip()


if __name__ == "__main__":
    main()
