import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';

/** What the folder that an export run wrote is called: after the model, `sums-v1`, or after the run where no version was exported. */
export async function exportName(
  { prisma }: Pick<Database, 'prisma'>,
  { startModelVersionId, name }: Pick<Run, 'startModelVersionId' | 'name'>,
): Promise<string> {
  const version = await prisma.modelVersion.findUnique({
    where: { id: startModelVersionId ?? '' },
    select: { version: true, model: { select: { name: true } } },
  });
  const called = version ? `${version.model.name}-v${version.version}` : name;
  return called.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
}
