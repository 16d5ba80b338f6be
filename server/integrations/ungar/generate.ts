import { z } from 'zod';
import { UngarUnavailableError } from '../../errors.ts';
import { parse } from '../../parse.ts';
import type { TraceContent } from '../../traces/trace.ts';
import { type Episode, playHighCardDuel, type UngarOptions, unavailableMessage } from './engine.ts';

const limits = z.object({ count: z.int().min(1).max(100), seed: z.int32().nullish() });

/** Plays 1 to 100 games of High Card Duel with UNGAR and words each as a trace of the first player.
 * With a seed, the game at index i is dealt with seed + i, and so again by whoever asks again. The
 * texts are a template around the cards, and `meta.templated` says so.
 * @throws ValidationError when count or seed is out of bounds
 * @throws UngarUnavailableError when the interpreter has no UNGAR that plays; says how to install it */
export async function generateHighCardDuel({
  count,
  seed,
  ...options
}: UngarOptions & { count: number; seed?: number | null }): Promise<TraceContent[]> {
  const base = parse(limits, { count, seed }).seed ?? null;
  const reply = await playHighCardDuel({ ...options, count, seed: base });
  if ('unavailable' in reply) {
    throw new UngarUnavailableError(unavailableMessage(options.python, reply.unavailable));
  }
  const { version, episodes } = reply.answer;
  return episodes.map((episode, index) => traceOf({ episode, index, seed: base, version }));
}

function traceOf({
  episode,
  index,
  seed,
  version,
}: {
  episode: Episode;
  index: number;
  seed: number | null;
  version: string;
}): TraceContent {
  const { my_card: myCard, opponent_card: opponentCard, legal_moves: moves, action } = episode;
  return {
    traceVersion: '1.0',
    prompt: 'High Card Duel: You have 1 hidden card. Action: reveal.',
    finalAnswer: action,
    steps: [
      { i: 0, type: 'legal_moves', content: `Legal moves: [${moves.join(', ')}]` },
      { i: 1, type: 'observation', content: `My hand: ${myCard}` },
      { i: 2, type: 'unseen', content: 'Unseen cards: 51' },
      { i: 3, type: 'decision', content: `Action chosen: ${action}` },
    ],
    meta: {
      source: 'ungar',
      game: 'high_card_duel',
      episode_index: index,
      my_card: myCard,
      opponent_card: opponentCard,
      result: resultOf(episode),
      ...(seed === null ? {} : { seed, episode_seed: seed + index }),
      engine: 'ungar-python',
      engine_version: version,
      templated: true,
    },
  };
}

function resultOf({ reward }: Episode): 'win' | 'loss' | 'tie' {
  if (reward === 0) return 'tie';
  return reward > 0 ? 'win' : 'loss';
}
