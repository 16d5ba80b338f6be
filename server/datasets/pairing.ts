import { z } from 'zod';
import type { Dataset } from '../../prisma/generated/sqlite/client.ts';
import { text } from '../traces/trace.ts';

export const PAIR_CHOICES = ['BEST_WORST', 'ALL'] as const;

/** Which traces of one question make a pair: by the newest scores of a criteria. */
export const pairingRule = z.strictObject({
  criteria: text(64),
  /** How far the chosen one scores above the rejected one, at least. Equal scores make no pair. */
  leastMargin: z
    .number()
    .min(0)
    .nullish()
    .transform((margin) => margin ?? 0),
  choice: z
    .enum(PAIR_CHOICES)
    .nullish()
    .transform((choice) => choice ?? 'BEST_WORST'),
});

export type PairingRule = z.output<typeof pairingRule>;

/** The rule of a dataset's column, which holds one that was validated; null where it is one of traces. */
export function storedPairing({ pairing }: Pick<Dataset, 'pairing'>): PairingRule | null {
  return pairing as PairingRule | null;
}
