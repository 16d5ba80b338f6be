import { cached } from '../cached.ts';
import { playHighCardDuel, type UngarOptions, unavailableMessage } from './engine.ts';

export type UngarStatus = { available: boolean; version: string | null; message: string };

const AVAILABLE_LIFETIME = 300_000;
const UNAVAILABLE_LIFETIME = 30_000;

/** Finds out whether the interpreter has an UNGAR that plays, by letting it deal. The answer is kept
 * for five minutes when it has one, for 30 seconds when it has not. */
export function createUngarProbe(options: UngarOptions): { status: () => Promise<UngarStatus> } {
  const get = cached({
    read: () => probe(options),
    lifetime: ({ available }) => (available ? AVAILABLE_LIFETIME : UNAVAILABLE_LIFETIME),
  });
  return { status: async () => (await get()).value };
}

async function probe(options: UngarOptions): Promise<UngarStatus> {
  const reply = await playHighCardDuel({ ...options, count: 0, seed: null });
  if ('unavailable' in reply) {
    const message = unavailableMessage(options.python, reply.unavailable);
    return { available: false, version: null, message };
  }
  const { version } = reply.answer;
  const message =
    `UNGAR ${version} is available. Its High Card Duel traces are a template with the cards dealt` +
    ' filled in: they hold at most 52 different texts.';
  return { available: true, version, message };
}
