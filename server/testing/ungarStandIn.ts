/** A package with the part of UNGAR's interface that is used here: it deals the same cards. */
export const standIn: Record<string, string> = {
  'ungar/__init__.py': '__version__ = "9.9.9"\nprint("noise")',
  'ungar/games/__init__.py': '',
  'ungar/games/high_card_duel.py': `
from random import Random
from types import SimpleNamespace

SUITS = "SPADES HEARTS DIAMONDS CLUBS".split()
RANKS = "ACE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN JACK QUEEN KING JOKER".split()
REVEAL = SimpleNamespace(name="reveal")


def card(index):
    suit, rank = divmod(index, 14)
    return SimpleNamespace(
        rank=SimpleNamespace(name=RANKS[rank]),
        suit=SimpleNamespace(name=SUITS[suit]),
        to_index=lambda: index,
        value=99 if rank == 0 else rank,
    )


def make_high_card_duel_spec():
    return deal


def deal(seed):
    deck = [card(index) for index in range(56) if index % 14 != 13]
    Random(seed).shuffle(deck)
    return SimpleNamespace(hands=deck[:2], legal_moves=lambda: (REVEAL,))
`,
  'ungar/runner.py': `
from types import SimpleNamespace


def play_random_episode(deal, seed):
    start = deal(seed)
    mine, other = (card.value for card in start.hands)
    reward = float((mine > other) - (mine < other))
    return SimpleNamespace(states=[start], moves=start.legal_moves() * 2, rewards=(reward, -reward))
`,
};
