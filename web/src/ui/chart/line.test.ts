import { describe, expect, it } from 'vitest';
import {
  alignLines,
  type ChartLine,
  columnsOf,
  countUnshown,
  isWide,
  nearestStep,
  readingAt,
} from './line.ts';

describe('Lines on a chart', () => {
  it('share the steps that any of them has', () => {
    const aligned = alignLines([line([1, 2, 4], [5, null, 3]), line([2, 3], [8, 7])], LINEAR);
    expect(aligned.steps).toEqual([1, 2, 3, 4]);
    expect(aligned.columns).toEqual([
      [5, null, undefined, 3],
      [undefined, 8, 7, undefined],
    ]);
  });

  it('lie before their ghosts', () => {
    const lines = [{ ...line([1], [2]), ghost: [3] }];
    expect(alignLines(lines, LINEAR).columns).toEqual([[3], [2]]);
    expect(columnsOf(lines).map(({ isGhost }) => isGhost)).toEqual([true, false]);
  });

  it('want a logarithmic axis when the greatest value is over fifty times the least, and none is below zero', () => {
    expect(isWide([line([1, 2], [1, 50])])).toBe(false);
    expect(isWide([line([1, 2], [1, null]), line([1], [51])])).toBe(true);
    expect(isWide([line([1, 2, 3], [0, 1, 99])])).toBe(false);
    expect(isWide([])).toBe(false);
    expect(countUnshown(line([1, 2, 3, 4], [0, -1, 2, null]))).toBe(2);
  });

  it('are read at the nearest step that they have, which is told', () => {
    const both = { ...line([15, 33], [4, 5]), ghost: [4.166, 5] };
    expect(readingAt(both, 33)).toEqual({ step: 33, value: 5, smoothed: 5, text: null });
    expect(readingAt(both, 17)).toEqual({ step: 15, value: 4.166, smoothed: 4, text: null });
    expect(readingAt(line([1, 2], [4, null]), 9)).toEqual({
      step: 2,
      value: null,
      smoothed: null,
      text: 'NaN',
    });
    expect(readingAt(line([], []), 9)).toBeNull();
  });

  it('have one nearest step together', () => {
    const columns = [[10, 20, 30], [15], []];
    expect([-5, 12, 13, 17, 26, 99].map((place) => nearestStep(columns, place))).toEqual([
      10, 10, 15, 15, 30, 30,
    ]);
    expect(nearestStep([[]], 3)).toBeUndefined();
  });

  it('have gaps on a logarithmic axis where a value is not above zero', () => {
    const { columns } = alignLines([line([1, 2, 3], [0, -1, 2])], { isLog: true });
    expect(columns).toEqual([[null, null, 2]]);
  });
});

const LINEAR = { isLog: false };

const line = (steps: number[], values: (number | null)[]): ChartLine => ({
  label: 'loss',
  color: 'red',
  steps,
  values,
  texts: values.map((value) => (value === null ? 'NaN' : null)),
});
