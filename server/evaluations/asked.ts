import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { storedEvaluation } from '../manifests/stored.ts';
import type { SampleLine } from '../samples/line.ts';

/** What a run asks: which checkpoints, how many rows, and each how often. */
export type Asked = { steps: ReadonlySet<number>; rows: number; samples: number };

/** Null for a run that is no evaluation. */
export function askedBy({
  kind,
  configuration,
}: Pick<Run, 'kind' | 'configuration'>): Asked | null {
  if (kind !== 'EVALUATION') return null;
  const { start, data, sampling } = storedEvaluation(configuration);
  return { steps: new Set(start?.steps ?? [0]), rows: data.count, samples: sampling.samples };
}

export function isAsked(
  { steps, rows, samples }: Asked,
  { step, row, index }: Pick<SampleLine, 'step' | 'row' | 'index'>,
): boolean {
  return steps.has(step) && row < rows && index < samples;
}
