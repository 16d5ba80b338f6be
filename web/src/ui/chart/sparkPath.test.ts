import { expect, it } from 'vitest';
import { crossPath, scaleOf, sparkPath } from './sparkPath.ts';

it('draws a falling line from the upper left to the lower right', () => {
  expect(sparkPath([0, 50, 100], [3, 2, 1])).toBe('M2.0 2.0L48.0 10.0L94.0 18.0');
});

it('falls less on a scale that others share', () => {
  const scale = scaleOf([
    [6, 2],
    [4, null, 3],
  ]);
  expect(scale).toEqual([2, 6]);
  expect(sparkPath([0, 1], [4, 3], scale)).toBe('M2.0 10.0L94.0 14.0');
});

it('leaves a gap where there is no number', () => {
  expect(sparkPath([0, 1, 2, 3], [1, null, 1, 2])).toMatch(/^M\S+ \S+M\S+ \S+L/);
});

it('draws what never changes in the middle', () => {
  expect(sparkPath([1, 2], [5, 5])).toBe('M2.0 10.0L94.0 10.0');
});

it('draws nothing of nothing', () => {
  expect(sparkPath([], [])).toBe('');
});

it('draws a point that is alone as a dot', () => {
  expect(sparkPath([0, 1, 2], [1, null, 2])).toBe('M2.0 18.0h0M94.0 2.0h0');
});

it('draws numbers as far apart as there are', () => {
  expect(sparkPath([0, 1], [-Number.MAX_VALUE, Number.MAX_VALUE])).toBe('M2.0 18.0L94.0 2.0');
});

it('crosses out where there is no number', () => {
  expect(crossPath([0, 1, 2], [1, 2, null])).toBe('M92.0 14l4 4m0 -4l-4 4');
  expect(crossPath([0, 1], [1, 2])).toBe('');
});
