import type { Prisma } from '../../prisma/generated/sqlite/client.ts';
import type { ManifestContent } from './content.ts';
import { FIELDS } from './fields.ts';
import { gather, valueAt } from './gather.ts';

/** A manifest from the column of a manifest or a run, which holds what `plannedManifest` made. Where an older version
 * made it, values that came later have their defaults, as `train.py` reads it. */
export function storedManifest(column: Prisma.JsonValue): ManifestContent {
  const sections = Object.entries(Object(column)).map(([name, value]): [string, unknown] =>
    value !== null && typeof value === 'object'
      ? [name, { ...laterValues(column, name), ...value }]
      : [name, value],
  );
  return gather(sections);
}

function laterValues(column: Prisma.JsonValue, section: string): Record<string, unknown> {
  return gather(
    FIELDS.filter(
      ({ at }) => at.startsWith(`${section}.`) && valueAt(column, at) === undefined,
    ).map((field) => [field.at.slice(section.length + 1), field.default]),
  );
}
