import { z } from 'zod';
import type { JudgeItem } from '../../../prisma/generated/sqlite/client.ts';
import type { Verdict } from '../answers/verdict.ts';

const verdicts = z.array(
  z.object({
    criteria: z.string(),
    score: z.number(),
    label: z.string().nullable(),
    explanation: z.string().nullable(),
  }),
);

/** The verdicts that are kept with an item; none where it was not scored. */
export function storedVerdicts({ verdicts: kept }: Pick<JudgeItem, 'verdicts'>): Verdict[] {
  return kept === null ? [] : verdicts.parse(kept);
}
