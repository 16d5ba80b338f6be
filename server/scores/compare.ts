import type { Trace } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { NotFoundError } from '../errors.ts';
import { shown } from '../parse.ts';
import { type BaselineScore, baselineScore } from './baseline.ts';

export type ScoredSide = { trace: Trace; score: BaselineScore };

/** Two traces side by side, each with its baseline score, whether or not it was ever scored.
 * @throws NotFoundError naming the trace that is not stored */
export async function compareTraces(
  { prisma }: Database,
  { baseId, otherId }: { baseId: string; otherId: string },
): Promise<{ base: ScoredSide; other: ScoredSide }> {
  const traces = await prisma.trace.findMany({
    where: { id: { in: [baseId, otherId] } },
  });
  const compared = (name: string, id: string): ScoredSide => {
    const trace = traces.find((candidate) => candidate.id === id);
    if (!trace) throw new NotFoundError(`${name} trace ${shown(id)} not found`);
    return { trace, score: baselineScore(trace) };
  };
  return { base: compared('Base', baseId), other: compared('Other', otherId) };
}
