import { z } from 'zod';
import type { Database } from '../../database/open.ts';
import type { Settings } from '../../env.ts';
import { createTraces } from '../../traces/create.ts';
import { generateHighCardDuel } from './generate.ts';

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
export async function generateUngarTraces(
  { database, settings, signal }: { database: Database; settings: Settings; signal: AbortSignal },
  { count, seed, persist }: z.output<typeof ungarInput>,
): Promise<GeneratedTraces> {
  const traces = await generateHighCardDuel({
    python: settings.UNGAR_PYTHON,
    signal,
    count,
    ...(seed == null ? {} : { seed }),
  });
  const traceIds = persist
    ? await createTraces(database, { traces, maxBytes: settings.TRACE_MAX_BYTES })
    : [];
  const preview = traces.slice(0, PREVIEW_SIZE).map(({ meta }, index) => ({
    traceId: traceIds[index] ?? null,
    game: String(meta?.['game']),
    result: String(meta?.['result']),
    myCard: String(meta?.['my_card']),
  }));
  return { traceIds, preview };
}
