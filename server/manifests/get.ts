import type { DatabaseConnection } from '../database/open.ts';
import { NotFoundError } from '../errors.ts';
import { shown } from '../parse.ts';

/** The manifest of an id. @throws NotFoundError when there is none */
export async function getManifest({ prisma }: Pick<DatabaseConnection, 'prisma'>, id: string) {
  const manifest = await prisma.manifest.findUnique({ where: { id } });
  if (!manifest) throw new NotFoundError(`There is no manifest ${shown(id)}`);
  return manifest;
}
