import { existsSync } from 'node:fs';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { runFolder } from '../home/layout.ts';
import { hasEnded } from '../runs/status.ts';

/** A run that is to be deleted, as it was found. */
export type Subject = Pick<Run, 'id' | 'name' | 'status' | 'home'>;

/** A run that can't be deleted now, and why. */
export type Refusal = { id: string; name: string; reason: string };

type Place = {
  /** The data folder of this server. */
  home: string;
  homeId: string;
  /** Whether a run is being deleted by this server. */
  isBusy: (id: string) => boolean;
};

/** Which of the runs can be deleted, and what is in the way of the others; those that are not there are passed over. */
export async function findObstacles(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  { ids, home, homeId, isBusy }: Place & { ids: string[] },
): Promise<{ free: Subject[]; refused: Refusal[] }> {
  const runs = await prisma.run.findMany({
    where: { id: { in: ids } },
    orderBy: { id: 'asc' },
    select: { id: true, name: true, status: true, home: true },
  });
  const [baselines, resumptions] = [
    await baselinesOf(prisma, ids),
    await resumptionsOf(prisma, { ids, home, homeId }),
  ];
  const obstacleOf = ({ id, status, home: runHome }: Subject) => {
    if (isBusy(id)) return 'It is being deleted already';
    if (!hasEnded(status)) return `It is ${status}: cancel it, or wait until it has ended`;
    if (runHome !== homeId) {
      return `Its files are on another server, that of the data folder whose \`id\` is ${runHome}: delete it there`;
    }
    return resumptions.get(id) ?? baselines.get(id);
  };
  const free: Subject[] = [];
  const refused: Refusal[] = [];
  for (const run of runs) {
    const reason = obstacleOf(run);
    if (reason === undefined) free.push(run);
    else refused.push({ id: run.id, name: run.name, reason });
  }
  return { free, refused };
}

async function baselinesOf(
  prisma: DatabaseConnection['prisma'],
  ids: string[],
): Promise<Map<string, string>> {
  const baselines = await prisma.baseline.findMany({
    where: { evaluation: { runId: { in: ids } } },
    select: { name: true, datasetKey: true, evaluation: { select: { runId: true, step: true } } },
  });
  return new Map(
    baselines.map(({ name, datasetKey, evaluation: { runId, step } }) => [
      runId,
      `Its evaluation of step ${step} is the baseline ${name} of ${datasetKey}: mark another evaluation as that, or remove the baseline, first`,
    ]),
  );
}

/** The runs that are to go on from others and have not yet taken what they need of them. */
export async function resumptionsOf(
  prisma: DatabaseConnection['prisma'],
  { ids, home, homeId }: Omit<Place, 'isBusy'> & { ids: string[] },
): Promise<Map<string, string>> {
  const resumed = await prisma.run.findMany({
    where: {
      resumedFromId: { in: ids },
      home: homeId,
      status: { in: ['PENDING', 'RUNNING', 'CANCELLING'] },
    },
    select: { id: true, name: true, resumedFromId: true },
  });
  return new Map(
    resumed
      .filter(({ id }) => !existsSync(runFolder(home, id).order))
      .map(({ name, resumedFromId }) => [
        resumedFromId ?? '',
        `${name} is to go on from it and has not begun: wait until it has, or cancel it`,
      ]),
  );
}
