import type { Baseline, Evaluation } from '../../../prisma/generated/sqlite/client.ts';
import { keepAnswers } from '../../database/keepAnswers.ts';
import type { Database } from '../../database/open.ts';
import { pairAll } from '../compare/pairAll.ts';
import { differenceOf, type PairGroup, pairedTest } from '../statistics/pairedDifference.ts';
import { meanOver } from '../statistics/rowGroups.ts';
import { sharedRanks } from '../statistics/sharedRanks.ts';

/** Evaluations under the same conditions, the best first. */
export type LeaderboardGroup = {
  pinsHash: string;
  /** The baseline among these conditions that was set last, or that of a name. */
  baseline: (Baseline & { evaluation: Evaluation }) | null;
  entries: LeaderboardEntry[];
  /** Subjects that are left out, since more are not ranked. */
  leftOut: number;
};

export type LeaderboardEntry = {
  /** One more than the number of those that are told to be better, so that it may be shared. */
  rank: number;
  /** The newest evaluation of the subject. */
  evaluation: Evaluation;
  /** How often else the subject was evaluated so. */
  repeatCount: number;
  baseline: LeaderboardGroup['baseline'];
};

const MOST_READ = 1_000;
const MOST_RANKED = 30;
const SIGNIFICANT = 0.05;

/** What was evaluated on a dataset, ranked apart for each of the conditions, the last used first. */
export async function leaderboard(
  database: Database,
  {
    datasetKey,
    baseline: name,
    groups: most,
  }: {
    datasetKey: string;
    baseline?: string | null | undefined;
    groups: number;
  },
): Promise<LeaderboardGroup[]> {
  const isMeant = { datasetKey, status: 'COMPLETED' } as const;
  const conditions = await database.prisma.evaluation.groupBy({
    by: ['pinsHash'],
    where: isMeant,
    _max: { id: true },
    orderBy: { _max: { id: 'desc' } },
    take: most,
  });
  const groups: LeaderboardGroup[] = [];
  for (const { pinsHash } of conditions) {
    const evaluations = await database.prisma.evaluation.findMany({
      where: { ...isMeant, pinsHash },
      orderBy: { id: 'desc' },
      take: MOST_READ,
    });
    const baseline = await database.prisma.baseline.findFirst({
      where: { datasetKey, evaluation: { pinsHash }, ...(name == null ? {} : { name }) },
      orderBy: { createdAt: 'desc' },
      include: { evaluation: true },
    });
    groups.push({ pinsHash, baseline, ...(await rank(database, evaluations, baseline)) });
  }
  return groups;
}

async function rank(
  database: Database,
  evaluations: Evaluation[],
  baseline: LeaderboardGroup['baseline'],
): Promise<Pick<LeaderboardGroup, 'entries' | 'leftOut'>> {
  const subjects = [...Map.groupBy(evaluations, subjectOf).values()]
    .flatMap(([evaluation, ...repeats]) =>
      evaluation ? [{ evaluation, repeatCount: repeats.length }] : [],
    )
    .sort((a, b) => accuracyOf(b) - accuracyOf(a));
  const ranked = subjects.slice(0, MOST_RANKED);
  const ids = ranked.map(({ evaluation }) => evaluation.id);
  const ranks = await keptRanks(database, ids.join(), () => ranksOf(database, ranked));
  return {
    entries: ranked.map((subject, place) => ({ ...subject, rank: ranks[place] ?? 1, baseline })),
    leftOut: subjects.length - ranked.length,
  };
}

const keptRanks = keepAnswers<number[]>(100);

async function ranksOf(
  database: Database,
  ranked: { evaluation: Evaluation }[],
): Promise<number[]> {
  const groupsOf = await pairAll(
    database,
    ranked.map(({ evaluation }) => evaluation),
  );
  return sharedRanks(ranked.length, (one, other) => isBetter(groupsOf(other, one)));
}

/** Whether the other of two is told to be better than the base, by the paired test. */
function isBetter(groups: PairGroup[]): boolean {
  return (
    groups.length > 0 &&
    meanOver(groups, differenceOf) > 0 &&
    pairedTest(groups).pValue < SIGNIFICANT
  );
}

/** What was evaluated: a model, a checkpoint of a training, a version of a registered model. */
function subjectOf({ modelId, startRunId, modelVersionId, step }: Evaluation): string {
  return JSON.stringify([modelId, startRunId, modelVersionId, step]);
}

function accuracyOf({ evaluation }: { evaluation: Evaluation }): number {
  return evaluation.accuracy ?? -1;
}
