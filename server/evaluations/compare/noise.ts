import type { Evaluation } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import { storedEvaluation } from '../../manifests/stored.ts';
import { canonicalValue } from '../../traces/digest.ts';
import { type PairedDifference, pairedDifference } from '../statistics/pairedDifference.ts';
import { pairGroups } from './pairGroups.ts';
import type { Sides } from './sides.ts';

/** How far one of the sides differs from itself with another seed. */
export type NoiseFloor = PairedDifference & { evaluation: Evaluation; of: 'BASE' | 'OTHER' };

const MOST_LOOKED_AT = 20;

/** The noise floors of a comparison: of each side that was evaluated with another seed, under the same conditions. */
export async function noiseFloors(
  database: Database,
  { base, other }: Sides,
  signal?: AbortSignal | undefined,
): Promise<NoiseFloor[]> {
  const floors: NoiseFloor[] = [];
  for (const [of, side] of [['BASE', base] as const, ['OTHER', other] as const]) {
    const again = await otherSeed(database, side);
    if (!again) continue;
    const groups = await pairGroups(database, { base: side, other: again }, signal);
    const paired = await pairedDifference(groups);
    if (paired) floors.push({ ...paired, of, evaluation: again });
  }
  return floors;
}

/** The newest evaluation of the same subject with another seed. */
async function otherSeed(
  { prisma }: Pick<Database, 'prisma'>,
  side: Evaluation,
): Promise<Evaluation | undefined> {
  const { id, pinsHash, modelId, startRunId, modelVersionId, step, seed } = side;
  const sourceOf = async (runId: string) => {
    const run = await prisma.run.findUniqueOrThrow({ where: { id: runId } });
    return canonicalValue(storedEvaluation(run.configuration).source);
  };
  const candidates = await prisma.evaluation.findMany({
    where: {
      ...{ pinsHash, modelId, startRunId, modelVersionId, step, status: 'COMPLETED' },
      ...{ id: { not: id }, seed: { not: seed } },
    },
    orderBy: { id: 'desc' },
    take: MOST_LOOKED_AT,
  });
  const source = await sourceOf(side.runId);
  // A model of one name may come from elsewhere.
  for (const candidate of candidates) {
    if ((await sourceOf(candidate.runId)) === source) return candidate;
  }
  return undefined;
}
