import { sql } from '@prisma/client-runtime-utils';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { ConflictError } from '../errors.ts';
import { MOST } from '../manifests/fields.ts';
import { freeText } from '../manifests/training.ts';
import { shown } from '../parse.ts';
import type { RunContext } from './context.ts';
import { getRun } from './get.ts';

const KINDS = { DRY_RUN: 'dry run', LOCAL: 'sft' } as const satisfies Record<Run['mode'], string>;

export const runName = freeText(MOST.runName);

/** The next name of its kind, as `sft gsm8k #12`; nobody else is given it until the transaction ends. */
export async function nextName(
  transaction: DatabaseConnection,
  { mode, datasetKey }: Pick<Run, 'mode' | 'datasetKey'>,
): Promise<string> {
  const { prisma } = transaction;
  await lockNames(transaction);
  const dataset = await prisma.dataset.findUnique({
    where: { key: datasetKey },
    select: { name: true },
  });
  const beginning = `${KINDS[mode]} ${dataset?.name ?? datasetKey} #`;
  const [last] = await prisma.$queryRaw<{ name: string }[]>(sql`SELECT "name" FROM "Run"
    WHERE substr("name", 1, ${beginning.length}) = ${beginning} ORDER BY "id" DESC LIMIT 1`);
  let number = Number(last?.name.slice(beginning.length)) || 0;
  let name: string;
  do name = `${beginning}${++number}`;
  while (await prisma.run.findUnique({ where: { name }, select: { id: true } }));
  return name;
}

/** Gives a run a name that no other has. @throws NotFoundError, ConflictError */
export async function renameRun(
  { database, updates }: RunContext,
  { id, name }: { id: string; name: string },
): Promise<Run> {
  const run = await database.prisma.$transaction(async (prisma) => {
    await lockNames({ prisma, sql: database.sql });
    await getRun({ prisma }, id);
    const other = await prisma.run.findUnique({ where: { name } });
    if (other && other.id !== id) {
      throw new ConflictError(
        `The run ${other.id} is called ${shown(name)} already. Choose another name.`,
      );
    }
    return prisma.run.update({ where: { id }, data: { name } });
  });
  updates.publish(id);
  return run;
}

async function lockNames({ prisma, sql: dialect }: DatabaseConnection): Promise<void> {
  const lock = dialect.lockKey('Run.name');
  if (lock) await prisma.$executeRaw(lock);
}
