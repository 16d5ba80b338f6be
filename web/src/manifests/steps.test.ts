import { describe, expect, it } from 'vitest';
import { DEFAULT_MANIFEST_FORM } from './form.ts';
import { stepsText } from './steps.ts';

describe('The steps of a form', () => {
  it.for<[object, string]>([
    [{}, '36 steps in all: 12 steps per epoch of 100 rows.'],
    [{ evaluationFraction: '0.1' }, '33 steps in all: 11 steps per epoch of 90 rows, 10 held out.'],
    [{ gradientAccumulationSteps: '5' }, '7 steps in all: 12 batches per epoch of 100 rows.'],
    [{ maxSteps: '1' }, '1 step in all: 12 steps per epoch of 100 rows.'],
    [
      { batchSize: '128' },
      "No step: 100 rows to train on don't make one. Lower the batch size, or add rows.",
    ],
  ])('with %j are told', ([change, text]) => {
    expect(stepsText({ ...DEFAULT_MANIFEST_FORM, ...change }, 100)).toBe(text);
  });
});
