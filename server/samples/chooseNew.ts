import type { DatabaseConnection } from '../database/open.ts';
import type { SampleLine } from './line.ts';

/** The samples of a run that are not stored yet, each place once: the first that came counts. */
export async function chooseNew(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  { runId, samples }: { runId: string; samples: SampleLine[] },
): Promise<SampleLine[]> {
  const known = new Set<string>();
  for (const [step, ofStep] of Map.groupBy(samples, (sample) => sample.step)) {
    const rows = [...new Set(ofStep.map(({ row }) => row))];
    const stored = await prisma.sample.findMany({
      where: { runId, step, row: { in: rows } },
      select: { step: true, row: true, index: true },
    });
    for (const sample of stored) known.add(placeOf(sample));
  }
  return samples.filter((sample) => {
    const place = placeOf(sample);
    const isNew = !known.has(place);
    known.add(place);
    return isNew;
  });
}

function placeOf({ step, row, index }: Pick<SampleLine, 'step' | 'row' | 'index'>): string {
  return `${step} ${row} ${index}`;
}
