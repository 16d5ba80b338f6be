import { z } from 'zod';
import type { Turn } from '../traces/trace.ts';

/** What is written to a sampler, a JSON object a line. */
export type SamplerRequest =
  | {
      id: string;
      step: number;
      prompt: string;
      context?: Turn[] | undefined;
      sampling: Record<string, unknown>;
    }
  | { id: string; cancel: true };

const sample = z.object({
  index: z.int(),
  text: z.string(),
  tokens: z.int(),
  finish: z.enum(['stop', 'length']),
  answer: z.string().nullable(),
});

/** A completion that is done: its text whole, and the answer that the verifier reads in it. */
export type CompletedSample = z.output<typeof sample>;

const id = z.string();
const problem = { error: z.string(), hint: z.string().nullish() };

/** What a sampler says, a JSON object a line. */
export const samplerEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('phase'), name: z.string() }),
  z.object({ kind: z.literal('ready'), steps: z.array(z.int()) }),
  // Of one prompt, or without an id of the loading.
  z.object({ kind: z.literal('failed'), id: id.nullish(), ...problem }),
  z.object({ kind: z.literal('began'), id, prompt_tokens: z.int() }),
  z.object({ kind: z.literal('text'), id, index: z.int(), text: z.string() }),
  z.object({
    kind: z.literal('done'),
    id,
    samples: z.array(sample),
    seconds: z.number(),
    tokens_per_second: z.number().nullable(),
  }),
  z.object({ kind: z.literal('refused'), id: id.nullable(), error: z.string() }),
  z.object({ kind: z.literal('cancelled'), id }),
]);

export type SamplerEvent = z.output<typeof samplerEvent>;
