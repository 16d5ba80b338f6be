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
  return folderName(version ? `${version.model.name}-v${version.version}` : name);
}

// As long as file systems take, whose names are at most 255 bytes.
const MOST_LETTERS = 60;

/** A text as the name of a folder that archives and shells take as it is. */
export function folderName(text: string): string {
  const plain = text.replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, '-');
  const [...letters] = plain.replace(/^[-.]+/, '');
  return (
    letters
      .slice(0, MOST_LETTERS)
      .join('')
      .replace(/[-.]+$/, '') || 'model'
  );
}
