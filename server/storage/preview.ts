import type { Database } from '../database/open.ts';
import {
  addSizes,
  type FolderSize,
  freeableBytes,
  measureFolder,
  totalBytes,
} from '../files/measureFolder.ts';
import { runFolder } from '../home/layout.ts';
import type { Deletions } from './deletions.ts';
import { findObstacles, type Refusal } from './obstacles.ts';

/** What deleting runs would take away. */
export type RunDeletion = {
  runCount: number;
  /** What the first of them are called. */
  names: string[];
  checkpointCount: number;
  sampleCount: number;
  /** How many evaluations go with them, which models and the leaderboard show. */
  evaluationCount: number;
  /** How many versions of models were made of them, which stay. */
  modelVersionCount: number;
  /** What comes free on the disk. */
  freedBytes: number;
  /** What their files hold that is kept under other names, as in the folders of models. */
  keptBytes: number;
  refused: Refusal[];
};

const MOST_NAMED = 5;
const AT_ONCE = 500;
const MEASURED_AT_ONCE = 8;

/** What would be deleted of some runs, and what comes free. */
export async function previewDeletion(
  { prisma }: Pick<Database, 'prisma'>,
  { ids, place }: { ids: string[]; place: Deletions['place'] },
): Promise<RunDeletion> {
  const preview = {
    runCount: 0,
    names: [] as string[],
    checkpointCount: 0,
    sampleCount: 0,
    evaluationCount: 0,
    modelVersionCount: 0,
  };
  const refused: Refusal[] = [];
  let size: FolderSize = { ownBytes: 0, shared: new Map() };
  const wanted = [...new Set(ids)];
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE);
    const found = await findObstacles({ prisma }, { ...place, ids: some });
    refused.push(...found.refused);
    const free = found.free.map(({ id }) => id);
    const runId = { in: free };
    const { _sum } = await prisma.run.aggregate({
      where: { id: runId },
      _sum: { sampleSeq: true },
    });
    preview.runCount += free.length;
    preview.names.push(...found.free.map(({ name }) => name));
    preview.sampleCount += _sum.sampleSeq ?? 0;
    preview.evaluationCount += await prisma.evaluation.count({ where: { runId } });
    preview.checkpointCount += await prisma.checkpoint.count({ where: { runId } });
    preview.modelVersionCount += await prisma.modelVersion.count({ where: { runId } });
    for (let at = 0; at < free.length; at += MEASURED_AT_ONCE) {
      const folders = free.slice(at, at + MEASURED_AT_ONCE);
      const sizes = await Promise.all(
        folders.map((id) => measureFolder(runFolder(place.home, id).path)),
      );
      size = addSizes([size, ...sizes]);
    }
  }
  const freedBytes = freeableBytes(size);
  const names = preview.names.slice(0, MOST_NAMED);
  return { ...preview, names, refused, freedBytes, keptBytes: totalBytes(size) - freedBytes };
}
