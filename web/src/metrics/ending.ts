import type { Series } from './series.ts';

type Columns = Pick<Series, 'steps' | 'values' | 'texts'>;

/** How a series ends: its last value, and the last one that is a finite number, which may be another. */
export type Ending = {
  step: number;
  /** `NaN`, `Infinity` or `-Infinity`; null when the last value is a finite number. */
  text: string | null;
  finite: { step: number; value: number } | null;
};

/** How a series ends by now; null when nothing is measured. */
export function endingOf({ steps, values, texts }: Columns): Ending | null {
  const step = steps.at(-1);
  if (step === undefined) return null;
  const place = values.findLastIndex((value) => value !== null);
  const [finiteStep, value] = [steps[place], values[place]];
  return {
    step,
    text: texts.at(-1) ?? null,
    finite: finiteStep === undefined || value == null ? null : { step: finiteStep, value },
  };
}
