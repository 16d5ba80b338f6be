import { z } from 'zod';
import { generateHighCardDuel } from '../integrations/ungar/generate.ts';
import type { ImportContext } from './importFile.ts';
import { importTraces } from './importTraces.ts';

export const ungarInput = z.strictObject({
  count: z.int().min(1).max(100),
  seed: z.int32().nullish(),
  persist: z.boolean(),
});

/** Games as traces: the ids of those that were stored, and the first three games. */
export type GeneratedTraces = {
  traceIds: string[];
  preview: { traceId: string | null; game: string; result: string; myCard: string }[];
};

const PREVIEW_SIZE = 3;

/** Plays High Card Duel with UNGAR and stores the games as traces, all or none, if asked to.
 * @throws UngarUnavailableError when the interpreter has no UNGAR that plays */
export async function importUngarTraces(
  context: ImportContext & { settings: { UNGAR_PYTHON: string }; signal: AbortSignal },
  { count, seed, persist }: z.output<typeof ungarInput>,
): Promise<GeneratedTraces> {
  const traces = await generateHighCardDuel({
    python: context.settings.UNGAR_PYTHON,
    signal: context.signal,
    count,
    ...(seed == null ? {} : { seed }),
  });
  const name = seed == null ? 'High Card Duel' : `High Card Duel, seed ${seed}`;
  const { ids } = persist
    ? await importTraces(context, { traces, name, source: 'UNGAR' })
    : { ids: [] };
  const preview = traces.slice(0, PREVIEW_SIZE).map(({ meta }, index) => ({
    traceId: ids[index] ?? null,
    game: String(meta?.['game']),
    result: String(meta?.['result']),
    myCard: String(meta?.['my_card']),
  }));
  return { traceIds: ids, preview };
}
