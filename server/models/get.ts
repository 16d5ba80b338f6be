import type { DatabaseConnection } from '../database/open.ts';
import { NotFoundError } from '../errors.ts';
import { shown } from '../parse.ts';
import { parseReference } from './reference.ts';

const MOST_NAMED = 20;

/** @throws NotFoundError when there is none of that name */
export async function getModel({ prisma }: Pick<DatabaseConnection, 'prisma'>, name: string) {
  const model = await prisma.registeredModel.findUnique({ where: { name } });
  if (!model) throw new NotFoundError(`There is no model ${shown(name)}`);
  return model;
}

/** The version that a text means: `name@3`, `name@champion`, or `name` for the newest.
 * @throws NotFoundError naming what there is instead */
export async function getModelVersion(
  database: Pick<DatabaseConnection, 'prisma'>,
  reference: string,
) {
  const parsed = parseReference(reference);
  if (!parsed) {
    throw new NotFoundError(
      `Expected a model as name, name@3 or name@champion, got ${shown(reference)}`,
    );
  }
  const { name, version, alias } = parsed;
  const model = await getModel(database, name);
  const found = await database.prisma.modelVersion.findFirst({
    where: {
      modelId: model.id,
      ...(version === null ? {} : { version }),
      ...(alias === null ? {} : { aliases: { some: { name: alias } } }),
    },
    orderBy: { version: 'desc' },
    include: { aliases: true, model: true },
  });
  if (found) return found;
  throw new NotFoundError(
    `There is no ${shown(reference)}: the model has ${await thereIs(database, model.id)}`,
  );
}

async function thereIs(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  modelId: string,
): Promise<string> {
  const versions = await prisma.modelVersion.findMany({
    where: { modelId },
    orderBy: { version: 'desc' },
    take: MOST_NAMED,
    select: { version: true, aliases: { select: { name: true } } },
  });
  return versions
    .flatMap(({ version, aliases }) => [`${version}`, ...aliases.map(({ name }) => name)])
    .join(', ');
}
