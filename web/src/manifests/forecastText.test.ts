import { describe, expect, it } from 'vitest';
import { droppedText, fillText, packedText, planText } from './forecastText.ts';

const PLAN = {
  rows: 100,
  evaluationRows: 0,
  droppedRows: 0,
  isPacked: false,
  sequences: 96,
  lengths: [512],
  fill: 0.294,
  stepsPerEpoch: 12,
  totalSteps: 36,
};
const PACKED = { ...PLAN, isPacked: true, sequences: 31, fill: 0.962, stepsPerEpoch: 4 };

describe('What a form makes of its rows', () => {
  it.for<[string, object, boolean, string]>([
    ['rows', PLAN, false, '36 steps in all: 12 steps per epoch of 100 rows.'],
    [
      'rows of which some are held out',
      { ...PLAN, rows: 90, evaluationRows: 10 },
      true,
      '36 steps in all: 12 steps per epoch of 90 rows, 10 held out.',
    ],
    [
      'accumulated gradients',
      { ...PLAN, totalSteps: 7, stepsPerEpoch: 2.4 },
      true,
      '7 steps in all: 2.4 steps per epoch of 100 rows.',
    ],
    [
      'packed rows that were counted',
      { ...PACKED, totalSteps: 12 },
      true,
      '12 steps in all: 4 steps per epoch of 100 rows in 31 sequences.',
    ],
    [
      'packed rows that were estimated',
      { ...PACKED, totalSteps: 12 },
      false,
      'About 12 steps in all: 4 steps per epoch of 100 rows in about 31 sequences.',
    ],
    [
      'no step',
      { ...PLAN, totalSteps: 0 },
      true,
      "No step: 100 rows to train on don't make one. Lower the batch size, or add rows.",
    ],
  ])('tells of %s', ([, plan, isExact, text]) => {
    expect(planText({ plan: { ...PLAN, ...plan }, isExact })).toBe(text);
  });

  it('tells how much is padding, and what packing would save', () => {
    const forecast = { plan: PLAN, isExact: false };
    expect(fillText(forecast)).toBe(
      'About 29 % of what is computed is real, the rest is padding to 512 tokens.',
    );
    expect(packedText({ ...PACKED, totalSteps: 12 }, forecast)).toBe(
      'Packing would make it about 96 %: 31 sequences instead of 100 rows an epoch, and about 12 steps in all.',
    );
  });

  it('tells what is left out', () => {
    expect(droppedText({ plan: PLAN, isExact: true })).toBeUndefined();
    expect(droppedText({ plan: { ...PLAN, droppedRows: 2 }, isExact: true })).toBe(
      '2 rows too long or unfit for turns left out.',
    );
  });
});
