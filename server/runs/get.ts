import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { NotFoundError } from '../errors.ts';
import { shown } from '../parse.ts';

export async function getRun(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  id: string,
): Promise<Run> {
  const run = await prisma.run.findUnique({ where: { id } });
  if (!run) throw new NotFoundError(`There is no run ${shown(id)}`);
  return run;
}
