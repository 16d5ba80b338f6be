import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { askPython, type PythonAnswer } from '../python.ts';

const SCRIPT = fileURLToPath(new URL('high_card_duel.py', import.meta.url));
const TIMEOUT = 30_000;
const COMMIT = '0e29e104aa1b13542b193515e3895ee87122c1cb';

// By commit, because `ungar` on a package index may be anybody's; without dependencies, because they
// include PyTorch, which the game does not use.
const INSTALLATION =
  `Install it with \`pip install --no-deps numpy git+https://github.com/m-cahill/ungar.git@${COMMIT}\`` +
  ' for Python 3.10 or newer and start the server with `UNGAR_PYTHON=/path/to/python`.';

const card = z.string().regex(/^[A2-9TJQK][SHDC]$/);

const played = z.object({
  version: z.string(),
  episodes: z.array(
    z.object({
      my_card: card,
      opponent_card: card,
      legal_moves: z.array(z.string()),
      action: z.string(),
      reward: z.literal([-1, 0, 1]),
    }),
  ),
});

/** What UNGAR played, seen by the first player; `reward` is that player's. */
export type Played = z.infer<typeof played>;
export type Episode = Played['episodes'][number];

/** The interpreter that has UNGAR; `timeout` in milliseconds bounds a call, the signal ends it. */
export type UngarOptions = { python: string; signal: AbortSignal; timeout?: number };

/** Lets UNGAR itself play `count` games of High Card Duel, the game at index i with seed + i. It is
 * asked for a known deal first, so that something else of the same name does not pass for it. */
export function playHighCardDuel(
  options: UngarOptions & { count: number; seed: number | null },
): Promise<PythonAnswer<Played>> {
  const { python, signal, timeout = TIMEOUT, count, seed } = options;
  return askPython({
    python,
    signal,
    timeout,
    script: SCRIPT,
    schema: played,
    input: { count, seed },
    inherit: ['PYTHONPATH'],
  });
}

export function unavailableMessage(python: string, reason: string): string {
  return `UNGAR is not available with ${python}: ${reason}. ${INSTALLATION}`;
}
