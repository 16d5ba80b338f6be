import { z } from 'zod';
import type { Evaluation } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import { completedEvaluation } from '../get.ts';
import { requireSamePins } from '../pins.ts';
import { type PairedDifference, pairedDifference } from '../statistics/pairedDifference.ts';
import { pairAll } from './pairAll.ts';

/** The evaluations of a matrix. */
export const matrixIds = z
  .array(z.string())
  .min(2)
  .max(12)
  .refine((ids) => new Set(ids).size === ids.length, 'Expected each evaluation once');

/** How each two of several evaluations differ; they are named by their places. */
export type Matrix = {
  evaluations: Evaluation[];
  differences: (PairedDifference & { base: number; other: number })[];
};

/** @throws NotFoundError, InvalidStateError for one that is not complete, DifferentConditionsError */
export async function evaluationMatrix(
  database: Database,
  { ids, signal }: { ids: string[]; signal?: AbortSignal | undefined },
): Promise<Matrix> {
  const evaluations: Evaluation[] = [];
  for (const id of ids) evaluations.push(await completedEvaluation(database, id));
  const [first, ...others] = evaluations;
  for (const other of others) {
    if (first) requireSamePins(first, other, 'Take evaluations under the same conditions.');
  }
  const groupsOf = await pairAll(database, evaluations, signal);
  const differences: Matrix['differences'] = [];
  for (const base of evaluations.keys()) {
    for (let other = base + 1; other < evaluations.length; other++) {
      const paired = await pairedDifference(groupsOf(base, other));
      if (paired) differences.push({ base, other, ...paired });
    }
  }
  return { evaluations, differences };
}
