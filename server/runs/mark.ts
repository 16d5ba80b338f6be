import { z } from 'zod';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { NotFoundError, ValidationError } from '../errors.ts';
import { shown } from '../parse.ts';
import type { RunContext } from './context.ts';
import { getRun } from './get.ts';
import { MOST_MARKED, MOST_TAG, MOST_TAGS } from './markLimits.ts';

const MOST_NOTES = 20_000;

/** A word that runs are found by: in small letters, and one however its accents are written. */
const tag = z
  .string()
  .transform((text) => text.trim().normalize().toLowerCase())
  .refine((text) => /^[^\p{Cc}\p{Zl}\p{Zp},]+$/u.test(text) && [...text].length <= MOST_TAG, {
    error: `Expected a tag of 1 to ${MOST_TAG} characters without a comma`,
  });
const tags = z
  .array(tag)
  .max(MOST_TAGS, `Expected at most ${MOST_TAGS} tags`)
  .nullish()
  .transform((given) => [...new Set(given)]);

export const runMarks = z.strictObject({
  ids: z
    .array(z.string())
    .min(1, 'Expected the id of a run')
    .max(MOST_MARKED, `Expected at most ${MOST_MARKED} runs`),
  isPinned: z.boolean().nullish(),
  isArchived: z.boolean().nullish(),
  addTags: tags,
  removeTags: tags,
});

/** Pins runs, puts them aside, and tags them, or the other way round: all of them or none, in the order that they were given.
 * @throws NotFoundError; ValidationError when one would have too many tags */
export async function markRuns(
  { database, updates }: Pick<RunContext, 'database' | 'updates'>,
  { ids: given, isPinned, isArchived, addTags, removeTags }: z.output<typeof runMarks>,
): Promise<Run[]> {
  const ids = [...new Set(given)];
  const where = { id: { in: ids } };
  const runs = await database.prisma.$transaction(async (prisma) => {
    const there = new Set(
      (await prisma.run.findMany({ where, select: { id: true } })).map(({ id }) => id),
    );
    const missing = ids.find((id) => !there.has(id));
    if (missing !== undefined) throw new NotFoundError(`There is no run ${shown(missing)}`);
    if (isPinned != null) await prisma.run.updateMany({ where, data: { isPinned } });
    if (isArchived === false) await prisma.run.updateMany({ where, data: { archivedAt: null } });
    // One that was put aside before keeps its date.
    if (isArchived === true) {
      const data = { archivedAt: new Date() };
      await prisma.run.updateMany({ where: { ...where, archivedAt: null }, data });
    }
    await prisma.runTag.deleteMany({ where: { runId: { in: ids }, tag: { in: removeTags } } });
    for (const tag of addTags) {
      const tagged = await prisma.runTag.findMany({
        where: { runId: { in: ids }, tag },
        select: { runId: true },
      });
      const have = new Set(tagged.map(({ runId }) => runId));
      const data = ids.filter((id) => !have.has(id)).map((runId) => ({ runId, tag }));
      await prisma.runTag.createMany({ data });
    }
    if (addTags.length > 0) await checkTags(prisma, ids);
    return prisma.run.findMany({ where });
  });
  for (const id of ids) updates.publish(id);
  const byId = new Map(runs.map((run) => [run.id, run]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function checkTags(
  prisma: Parameters<Parameters<RunContext['database']['prisma']['$transaction']>[0]>[0],
  ids: string[],
): Promise<void> {
  const counts = await prisma.runTag.groupBy({
    by: ['runId'],
    where: { runId: { in: ids } },
    _count: true,
  });
  const most = counts.find(({ _count }) => _count > MOST_TAGS);
  if (most) {
    const message = `Expected at most ${MOST_TAGS} tags of a run, but ${most.runId} would have ${most._count}`;
    throw new ValidationError([{ path: ['input', 'addTags'], message }]);
  }
}

export const runNotes = z
  .string()
  .transform((text) => text.trim())
  .refine((text) => [...text].length <= MOST_NOTES && text.isWellFormed() && !text.includes('\0'), {
    error: `Expected notes of at most ${MOST_NOTES} characters`,
  });

/** Writes anew what there is to say of a run. @throws NotFoundError */
export async function noteRun(
  { database, updates }: Pick<RunContext, 'database' | 'updates'>,
  { id, notes }: { id: string; notes: string },
): Promise<Run> {
  await getRun(database, id);
  const run = await database.prisma.run.update({ where: { id }, data: { notes } });
  updates.publish(id);
  return run;
}

/** The tags that runs have, the most frequent first, with how many have each. */
export async function countTags({
  prisma,
}: Pick<RunContext['database'], 'prisma'>): Promise<{ tag: string; count: number }[]> {
  const rows = await prisma.runTag.groupBy({
    by: ['tag'],
    _count: true,
    orderBy: [{ _count: { tag: 'desc' } }, { tag: 'asc' }],
    take: MOST_MARKED,
  });
  return rows.map(({ tag, _count }) => ({ tag, count: _count }));
}
