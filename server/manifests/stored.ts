import type { Prisma, Run } from '../../prisma/generated/sqlite/client.ts';
import type { AnyManifest } from './any.ts';
import type { ManifestContent } from './content.ts';
import type { EvaluationManifest } from './evaluation.ts';
import { FIELDS } from './fields.ts';
import { gather, valueAt } from './gather.ts';

/** A manifest from the column of a manifest or a run, which holds what `plannedManifest` made. Where an older version
 * made it, values that came later have their defaults, as `train.py` reads it. */
export function storedManifest(column: Prisma.JsonValue): ManifestContent {
  const sections = Object.entries(withLaterSections(Object(column))).map(
    ([name, value]): [string, unknown] =>
      value !== null && typeof value === 'object'
        ? [name, { ...laterValues(column, name), ...value }]
        : [name, value],
  );
  return gather(sections);
}

/** The manifest of a run, whatever it is for. */
export function anyManifest(run: Pick<Run, 'kind' | 'configuration'>): AnyManifest {
  return run.kind === 'SFT'
    ? storedManifest(run.configuration)
    : storedEvaluation(run.configuration);
}

/** The manifest of an evaluation from the column of its run, which holds what `evaluationManifest` made. */
export function storedEvaluation(configuration: Prisma.JsonValue): EvaluationManifest {
  return configuration as EvaluationManifest;
}

/** With the sections that a manifest has not which was made before there were their fields, each in its place. */
function withLaterSections(content: Record<string, unknown>): Record<string, unknown> {
  if ('prompt' in content) return content;
  const { version, runner, mode, model, dataset, training, output, data, ...rest } = content;
  return { version, runner, mode, model, dataset, training, output, data, prompt: {}, ...rest };
}

function laterValues(column: Prisma.JsonValue, section: string): Record<string, unknown> {
  return gather(
    FIELDS.filter(
      ({ at }) => at.startsWith(`${section}.`) && valueAt(column, at) === undefined,
    ).map((field) => [
      field.at.slice(section.length + 1),
      'formerly' in field ? field.formerly : field.default,
    ]),
  );
}
