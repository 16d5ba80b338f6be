import { describe, expect, it } from 'vitest';
import { alignLines, type ChartLine, columnsOf } from './chartLine.ts';

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
});
