import { z } from 'zod';
import type { Baseline, Evaluation } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import { NotFoundError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { shown } from '../../parse.ts';
import { holdRun } from '../../runs/hold.ts';
import { text } from '../../traces/trace.ts';
import { completedEvaluation } from '../get.ts';

/** What a baseline is called. */
export const baselineName = text(64);

/** Marks an evaluation as a baseline of its dataset; one of that name moves to it. @throws NotFoundError, InvalidStateError */
export async function setBaseline(
  database: Pick<Database, 'prisma' | 'sql'>,
  { evaluationId, name: given }: { evaluationId: string; name: string },
): Promise<Baseline> {
  const { datasetKey, runId } = await completedEvaluation(database, evaluationId);
  // One text, however its accents are written.
  const name = given.normalize();
  const createdAt = new Date();
  return database.prisma.$transaction(async (prisma) => {
    await holdRun({ prisma, sql: database.sql }, runId);
    return prisma.baseline.upsert({
      where: { datasetKey_name: { datasetKey, name } },
      create: { id: newId(), datasetKey, name, evaluationId, createdAt },
      update: { evaluationId, createdAt },
    });
  });
}

/** @throws NotFoundError */
export async function removeBaseline(
  database: Pick<Database, 'prisma'>,
  { datasetKey, name }: { datasetKey: string; name: string },
): Promise<Baseline> {
  const baseline = await getBaseline(database, { datasetKey, name });
  // It may be gone by now, which is as well.
  await database.prisma.baseline.deleteMany({ where: { id: baseline.id } });
  return baseline;
}

/** The baselines of a dataset, or of all, by name. */
export function listBaselines(
  { prisma }: Pick<Database, 'prisma'>,
  { datasetKey, query }: { datasetKey: string | null | undefined; query: object },
) {
  return prisma.baseline.findMany({
    ...query,
    where: datasetKey == null ? {} : { datasetKey },
    orderBy: [{ datasetKey: 'asc' }, { name: 'asc' }],
    take: MOST_LISTED,
  });
}

const MOST_LISTED = 1_000;

/** The baseline that an evaluation is to be held against: that of a name, or the only one.
 * @throws NotFoundError that names those that there are */
export async function baselineOf(
  database: Pick<Database, 'prisma'>,
  { datasetKey }: Pick<Evaluation, 'datasetKey'>,
  name: string | null | undefined,
): Promise<Baseline> {
  if (name != null) return getBaseline(database, { datasetKey, name });
  const baselines = await listBaselines(database, { datasetKey, query: {} });
  const [only, another] = baselines;
  if (only && !another) return only;
  throw new NotFoundError(
    only
      ? `The dataset ${datasetKey} has several baselines, ${namesOf(baselines)}: name one`
      : `The dataset ${datasetKey} has no baseline: mark an evaluation as one`,
  );
}

async function getBaseline(
  { prisma }: Pick<Database, 'prisma'>,
  { datasetKey, name }: { datasetKey: string; name: string },
): Promise<Baseline> {
  const where = { datasetKey_name: { datasetKey, name: name.normalize() } };
  const found = await prisma.baseline.findUnique({ where });
  if (found) return found;
  const baselines = await listBaselines({ prisma }, { datasetKey, query: {} });
  const those = baselines.length > 0 ? `it has ${namesOf(baselines)}` : 'it has none';
  throw new NotFoundError(
    `There is no baseline ${shown(name)} of the dataset ${shown(datasetKey)}: ${those}`,
  );
}

const MOST_NAMED = 20;

function namesOf(baselines: Baseline[]): string {
  const names = baselines.slice(0, MOST_NAMED).map(({ name }) => name);
  return [...names, ...(baselines.length > MOST_NAMED ? ['…'] : [])].join(', ');
}

export const regressionMargin = z.number().min(0).max(1);

/** How much worse an evaluation may be unless another margin is asked for. */
export const USUAL_MARGIN = 0.02;
