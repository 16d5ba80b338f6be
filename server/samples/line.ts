import { z } from 'zod';
import type { Sample } from '../../prisma/generated/sqlite/client.ts';
import { replaceNul } from '../logs/decode.ts';

/** A sample as a line of `samples.jsonl` tells it. */
export type SampleLine = Omit<Sample, 'runId' | 'seq'>;

const LONGEST_REASON = 4_000;
const INT = 2_147_483_647;
const count = z.int().min(0).max(INT);
const DIGEST = /^[0-9a-f]{64}$/;

const sampleLine = z
  .object({
    step: count,
    row: count,
    index: count,
    prompt_digest: z.string().regex(DIGEST),
    completion: z.string().transform(storable),
    finish: z.enum(['stop', 'length']),
    tokens: count,
    answer: z.string().transform(storable).nullable(),
    outcome: z.enum(['correct', 'wrong', 'no_answer', 'cut_off', 'error']),
    score: z.number().nullable(),
    reason: z.string().transform((text) => storable(text.slice(0, LONGEST_REASON))),
    // What is not finite, a database does not hold: `1e999` is read as infinite.
    mean_logprob: z.union([z.number(), z.unknown().transform(() => null)]),
    same_as: count.nullable(),
  })
  .transform(
    ({ prompt_digest, finish, outcome, mean_logprob, same_as, ...same }): SampleLine => ({
      ...same,
      promptDigest: prompt_digest,
      finish: finish === 'stop' ? 'STOP' : 'LENGTH',
      outcome: OUTCOMES[outcome],
      meanLogprob: mean_logprob,
      sameAs: same_as,
    }),
  );

const OUTCOMES = {
  correct: 'CORRECT',
  wrong: 'WRONG',
  no_answer: 'NO_ANSWER',
  cut_off: 'CUT_OFF',
  error: 'ERROR',
} as const;

/** The sample of a line; null when the line is not one. */
export function parseSample(line: string): SampleLine | null {
  try {
    return sampleLine.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

/** A text as every database holds it. */
function storable(text: string): string {
  return replaceNul(text.toWellFormed());
}
