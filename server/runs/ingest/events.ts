import { z } from 'zod';

const at = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const nonFinite = z.enum(['NaN', 'Infinity', '-Infinity']);

/** What a trainer reports: a line of `events.jsonl`. `docs/run-protocol.md` describes it for others. */
const trainerEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('phase'), at, name: z.string() }),
  z.object({
    kind: z.literal('plan'),
    at,
    max_steps: z.int(),
    records: z.int(),
    dropped: z.record(z.string(), z.int()).default({}),
    remainder: z.int().default(0),
  }),
  z.object({
    kind: z.literal('dropped'),
    at,
    row: z.int(),
    reason: z.string(),
    detail: z.string().optional(),
  }),
  z.object({ kind: z.literal('progress'), at, step: z.int(), max_steps: z.int().nullish() }),
  z.object({
    kind: z.literal('metric'),
    at,
    name: z.string(),
    step: z.int(),
    value: z.union([z.number(), nonFinite]),
  }),
  z.object({
    kind: z.literal('checkpoint'),
    at,
    step: z.int(),
    path: z.string(),
    lora: z.boolean().default(false),
    parameters: z.int().nullish(),
    size_bytes: z.int().default(0),
  }),
  z.object({ kind: z.literal('resumed'), at, step: z.int() }),
  z.object({ kind: z.literal('done'), at, step: z.int().optional() }),
  z.object({ kind: z.literal('cancelled'), at, step: z.int().optional() }),
  z.object({ kind: z.literal('failed'), at, error: z.string(), hint: z.string().nullish() }),
]);

export type TrainerEvent = z.output<typeof trainerEvent>;

/** The event of a line; null when the line is not one, which a trainer of another version may write. */
export function parseEvent(line: string): TrainerEvent | null {
  try {
    return trainerEvent.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
