import { z } from 'zod';
import { replaceNul } from '../../logs/decode.ts';
import { ACTIVITIES } from '../../runs/activities.ts';

const LONGEST_NAME = 200;
const LONGEST_TEXT = 4_000;
const MOST_LENGTHS = 100;
const MOST_FILES = 1_000;
const MOST_STEPS = 10_000;
const MOST_WARNINGS = 100;
const MOST_FAILURES = 100;
const LAST_STEP = 2_147_483_647;
const LAST_MOMENT = Date.UTC(9999, 11, 31);

// What no database would refuse: a reading is stored whole or not at all, and must not fail for ever.
const at = z.iso
  .datetime({ offset: true })
  .transform((moment) => new Date(moment))
  .refine((moment) => moment.getTime() >= 0 && moment.getTime() < LAST_MOMENT);
const step = z.int().min(0).max(LAST_STEP);
/** As many as a column, and a number of the API, can be. */
const whole = step;
const name = text(LONGEST_NAME);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const reasons = z
  .record(name, whole)
  .refine((counts) => Object.values(counts).reduce((sum, each) => sum + each, 0) <= LAST_STEP)
  .default({});
const value = z.preprocess(
  // JSON has no infinity, but its numbers can be as good as infinite: `1e999`.
  (number) => (typeof number === 'number' && !Number.isFinite(number) ? String(number) : number),
  z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]),
);

/** What a trainer reports: a line of `events.jsonl`. `docs/run-protocol.md` describes it for others. */
export const trainerEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('phase'), at, name }),
  z.object({
    kind: z.literal('plan'),
    at,
    max_steps: step,
    steps_per_epoch: z.number().nullish(),
    records: whole,
    evaluation_records: whole.nullish(),
    dropped: reasons,
    remainder: whole.default(0),
    packing: z.boolean().default(false),
    sequences: whole.nullish(),
    lengths: z.array(whole).max(MOST_LENGTHS).nullish(),
    fill: z.number().min(0).max(1).nullish(),
  }),
  z.object({
    kind: z.literal('throughput'),
    at,
    step,
    tokens: count,
    computed_tokens: count,
    // A trainer of another version may know more.
    seconds: z.object(
      Object.fromEntries(ACTIVITIES.map((activity) => [activity, z.number().min(0).optional()])),
    ),
    first_step_seconds: z.number().min(0).nullish(),
    peak_memory_bytes: count.nullish(),
  }),
  z.object({
    kind: z.literal('dropped'),
    at,
    row: z.int(),
    reason: name,
    detail: text(LONGEST_TEXT).optional(),
  }),
  z.object({ kind: z.literal('progress'), at, step, max_steps: step.nullish() }),
  z.object({
    kind: z.literal('metric'),
    at,
    name,
    step,
    value,
  }),
  z.object({
    kind: z.literal('checkpoint'),
    at,
    step,
    path: text(LONGEST_TEXT),
    lora: z.boolean().default(false),
    parameters: z.int().nullish(),
    size_bytes: z.int().default(0),
  }),
  z.object({ kind: z.literal('best'), at, step, metric: name, value: z.number() }),
  z.object({
    kind: z.literal('plan_evaluation'),
    at,
    rows: whole,
    left_out: reasons,
    steps: z.array(step).max(MOST_STEPS),
    samples: whole,
    total: whole,
    prompt_tokens: whole.nullish(),
    max_new_tokens: whole.nullish(),
    batch_size: whole.nullish(),
    warnings: z.array(text(LONGEST_TEXT)).max(MOST_WARNINGS).default([]),
  }),
  z.object({
    kind: z.literal('oracle'),
    at,
    rows: whole,
    correct: whole,
    failures: z
      .array(
        z.object({
          row: whole,
          id: name.nullish(),
          expected: text(LONGEST_TEXT),
          reason: text(LONGEST_TEXT),
        }),
      )
      .default([])
      .transform((failures) => failures.slice(0, MOST_FAILURES)),
  }),
  z.object({
    kind: z.literal('exported'),
    at,
    path: text(LONGEST_TEXT),
    files: z
      .array(z.object({ path: text(LONGEST_TEXT), size_bytes: count, sha256: name }))
      .transform((files) => files.slice(0, MOST_FILES)),
    tensors: whole,
    largest_difference: z.number(),
    checked_with: name,
    pushed: z
      .object({ repository: name, url: text(LONGEST_TEXT), commit: name, private: z.boolean() })
      .nullish(),
  }),
  z.object({ kind: z.literal('evaluating'), at, step }),
  z.object({
    kind: z.literal('evaluated'),
    at,
    step,
    samples: whole,
    seconds: z.number().min(0).nullish(),
    tokens: count.nullish(),
    // A model that has diverged has none.
    expected_loss: value.transform(finite).nullish(),
    expected_tokens: whole.nullish(),
  }),
  z.object({ kind: z.literal('resumed'), at, step }),
  z.object({ kind: z.literal('done'), at, step: step.optional() }),
  z.object({ kind: z.literal('cancelled'), at, step: step.optional() }),
  z.object({
    kind: z.literal('failed'),
    at,
    error: text(LONGEST_TEXT),
    hint: text(LONGEST_TEXT).nullish(),
  }),
]);

export type TrainerEvent = z.output<typeof trainerEvent>;

/** The event of a line; null when the line is not one, which a trainer of another version may write. */
export function parseEvent(line: string): TrainerEvent | null {
  try {
    const event: unknown = JSON.parse(line);
    return plainMetric(event) ?? trainerEvent.safeParse(event).data ?? null;
  } catch {
    return null;
  }
}

/** What the schema makes of a metric as trainers write nearly all, in half of its time: a finite number
 * in UTC under a name that stays as it is. Null for any other event, of which nothing is said. */
export function plainMetric(event: unknown): Extract<TrainerEvent, { kind: 'metric' }> | null {
  if (typeof event !== 'object' || event === null) return null;
  const { kind, at: moment, name, step, value } = event as Record<string, unknown>;
  if (kind !== 'metric' || typeof value !== 'number' || !Number.isFinite(value)) return null;
  if (typeof step !== 'number' || !Number.isInteger(step) || step < 0 || step > LAST_STEP)
    return null;
  if (typeof name !== 'string' || name.length > LONGEST_NAME || /[\0\ud800-\udfff]/.test(name))
    return null;
  if (typeof moment !== 'string' || !UTC.test(moment)) return null;
  const at = new Date(moment);
  const time = at.getTime();
  if (!(time >= 0 && time < LAST_MOMENT)) return null;
  // 31 February is read as a day of March.
  if (at.getUTCDate() !== Number(moment.slice(8, 10))) return null;
  return { kind, at, name, step, value };
}

const UTC =
  /^\d{4}-(?:0[1-9]|1[0-2])-[0-3]\dT(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d+)?(?:Z|\+00:00)$/;

function finite(measured: number | string): number | null {
  return typeof measured === 'number' ? measured : null;
}

/** A text of at most so many UTF-16 units, without NUL and halves of characters. */
function text(longest: number) {
  return z.string().transform((given) => replaceNul(given.slice(0, longest).toWellFormed()));
}
