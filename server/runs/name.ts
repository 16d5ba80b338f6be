import { type Sql, sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { ConflictError } from '../errors.ts';
import { MOST } from '../manifests/fields.ts';
import { freeText } from '../manifests/training.ts';
import { shown } from '../parse.ts';
import type { RunContext } from './context.ts';
import { getRun } from './get.ts';

const KINDS = {
  SFT: 'sft',
  EVALUATION: 'evaluation',
  EXPORT: 'export',
} as const satisfies Record<Run['kind'], string>;

export const runName = z
  .string()
  .trim()
  .pipe(freeText(MOST.runName))
  .refine((name) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(name), {
    error: 'Expected a name that can be read',
  });

// Ample for any count, and far from where adding one changes nothing.
const NUMBER = /^[1-9]\d{0,14}$/;
const LOOKED_AT = 100;

/** The next name of its kind, as `sft gsm8k #12`; nobody else is given it until the transaction ends. */
export async function nextName(
  transaction: DatabaseConnection,
  { mode, kind, datasetKey }: Pick<Run, 'mode' | 'kind' | 'datasetKey'>,
): Promise<string> {
  const { prisma } = transaction;
  await lockNames(transaction);
  const dataset = await prisma.dataset.findUnique({
    where: { key: datasetKey },
    select: { name: true },
  });
  const what = mode === 'DRY_RUN' ? 'dry run' : KINDS[kind];
  const beginning = `${what} ${dataset?.name ?? datasetKey} #`;
  const alike = sql`substr("name", 1, ${beginning.length}) = ${beginning}`;
  const latest = await prisma.$queryRaw<{ name: string }[]>(
    sql`SELECT "name" FROM "Run" WHERE ${alike} ORDER BY "id" DESC LIMIT ${LOOKED_AT}`,
  );
  const numbers = latest
    .map(({ name }) => name.slice(beginning.length))
    .filter((text) => NUMBER.test(text))
    .map(Number);
  // Some may have been given names that go on otherwise.
  const isUnclear = numbers.length === 0 && latest.length > 0;
  let number = isUnclear ? await countAlike(prisma, alike) : Math.max(0, ...numbers);
  let name: string;
  do name = `${beginning}${++number}`;
  while (await prisma.run.findUnique({ where: { name }, select: { id: true } }));
  return name;
}

async function countAlike(prisma: DatabaseConnection['prisma'], alike: Sql): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: number | bigint }[]>(
    sql`SELECT count(*) AS count FROM "Run" WHERE ${alike}`,
  );
  return Number(row?.count ?? 0);
}

/** Gives a run a name that no other has. @throws NotFoundError, ConflictError */
export async function renameRun(
  { database, updates }: RunContext,
  { id, name: given }: { id: string; name: string },
): Promise<Run> {
  // One text, however its accents are written.
  const name = given.trim().normalize();
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
