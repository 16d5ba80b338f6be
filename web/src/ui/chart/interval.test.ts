import { expect, it } from 'vitest';
import { axisOf, placeIn } from './interval.ts';

it('An axis of intervals holds them all, and zero where they are differences', () => {
  expect(
    axisOf([
      [0.5, 0.6],
      [0.55, 0.7],
    ]),
  ).toEqual([expect.closeTo(0.49), expect.closeTo(0.71)]);
  expect(axisOf([[0.1, 0.2]], { hasZero: true })[0]).toBeLessThan(0);
  expect(axisOf([[0.5, 0.5]])).toEqual([0.45, 0.55]);
});

it('A value beyond an axis is at its end', () => {
  expect([-1, 0, 0.25, 1, 2].map((value) => placeIn([0, 1], value))).toEqual([0, 0, 0.25, 1, 1]);
  expect(placeIn([3, 3], 3)).toBe(0);
});
