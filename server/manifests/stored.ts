import type { Prisma } from '../../prisma/generated/sqlite/client.ts';
import type { ManifestContent } from './content.ts';

/** A manifest from the column of a manifest or a run, which holds what `plannedManifest` made. */
export function storedManifest(column: Prisma.JsonValue): ManifestContent {
  return column as ManifestContent;
}
