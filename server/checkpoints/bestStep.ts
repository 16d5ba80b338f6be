import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** What a trainer keeps of its checkpoints beside them: the metric that tells the best, by step. */
const measured = z.object({
  less_is_better: z.boolean(),
  values: z.record(z.string().regex(/^\d+$/), z.number()),
});

/** The step of the best checkpoint of those that are there, the first of several; `usual` where none was measured. */
export async function bestStep(
  file: string,
  { among, usual }: { among: number[]; usual: number },
): Promise<number> {
  const { data } = measured.safeParse(
    await readFile(file, 'utf8')
      .then(JSON.parse)
      .catch(() => null),
  );
  if (!data) return usual;
  const sign = data.less_is_better ? 1 : -1;
  const [best] = among
    .map((step) => ({ step, value: data.values[step] ?? Number.NaN }))
    .filter(({ value }) => !Number.isNaN(value))
    .sort((one, other) => sign * (one.value - other.value) || one.step - other.step);
  return best?.step ?? usual;
}
