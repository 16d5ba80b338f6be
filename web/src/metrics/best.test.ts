import { expect, it } from 'vitest';
import { bestOf, bestPlaces } from './best.ts';

it('takes the least loss and the greatest accuracy, at the first step that has it', () => {
  const values = [3, 1, null, 1, 2];
  const steps = [10, 20, 30, 40, 50];
  expect(bestOf({ name: 'eval/loss', steps, values })).toEqual({ step: 20, value: 1 });
  expect(bestOf({ name: 'eval/accuracy', steps, values })).toEqual({ step: 10, value: 3 });
});

it('knows no best of what may be better either way, or was never a number', () => {
  expect(bestOf({ name: 'train/grad_norm', steps: [1], values: [2] })).toBeNull();
  expect(bestOf({ name: 'eval/loss', steps: [1], values: [null] })).toBeNull();
});

it('says which of several are the best, all of equal ones, and none of one alone', () => {
  const of = (value: number) => ({ step: 1, value });
  expect(bestPlaces('eval/loss', [of(2), null, of(1), of(1)])).toEqual([2, 3]);
  expect(bestPlaces('eval/loss', [of(2), null])).toEqual([]);
  expect(bestPlaces('train/grad_norm', [of(2), of(1)])).toEqual([]);
});
