import { describe, expect, it } from 'vitest';
import { csvOf } from './csv.ts';
import { groupMetrics } from './group.ts';
import { valueText } from './number.ts';
import { addPoints, lastPoint, type Series, withPart } from './series.ts';
import { smooth } from './smooth.ts';

describe('Points of a run', () => {
  it('are put in the order of their steps, each step once', () => {
    const all = new Map<string, Series>();
    addPoints(all, [point(1, 5), point(3, 3)]);
    addPoints(all, [point(2, 4), point(3, 2.5), point(4, null, 'NaN')]);
    expect(all.get('train/loss')).toEqual({
      name: 'train/loss',
      count: 4,
      steps: [1, 2, 3, 4],
      values: [5, 4, 2.5, null],
      texts: [null, null, null, 'NaN'],
    });
  });

  it('are thinned when there are too many, without losing a peak or a gap', () => {
    const all = new Map<string, Series>();
    const points = Array.from({ length: 1_000 }, (_, step) => point(step, 1));
    points[333] = point(333, 99);
    points[777] = point(777, null, 'NaN');
    addPoints(all, points, 100);
    const series = all.get('train/loss');
    expect(series?.count).toBe(1_000);
    expect(series?.steps.length).toBeLessThanOrEqual(200);
    expect(series?.values).toContain(99);
    expect(series?.texts).toContain('NaN');
    expect(series?.steps).toEqual(series?.steps.toSorted((a, b) => a - b));
  });

  it('become more where a part is read again, and stay what they are elsewhere', () => {
    const thinned = { ...series('a', [0, 3, 6, 9]), steps: [0, 3, 6, 9], count: 10 };
    const part = { ...series('a', [2, 3, 4, 5]), steps: [2, 3, 4, 5] };
    expect(withPart(thinned, part)).toMatchObject({
      count: 10,
      steps: [0, 2, 3, 4, 5, 6, 9],
      values: [0, 2, 3, 4, 5, 6, 9],
    });
    expect(withPart(thinned, series('a', []))).toBe(thinned);
  });

  it('have a last one that is a number', () => {
    expect(lastPoint(series('a', [1, 2, null]))).toEqual({ step: 1, value: 2 });
    expect(lastPoint(series('a', [null]))).toBeNull();
  });
});

describe('Smoothing', () => {
  it('begins at the first value, and follows the others slowly', () => {
    expect(smooth([10, 0, 0], 0.5).map((value) => value?.toFixed(3))).toEqual([
      '10.000',
      '3.333',
      '1.429',
    ]);
  });

  it('leaves gaps, and everything when there is none of it', () => {
    expect(smooth([4, null, 4], 0.9)).toEqual([4, null, expect.closeTo(4)]);
    expect(smooth([1, 2], 0)).toEqual([1, 2]);
  });
});

describe('Metrics', () => {
  it('stand together by what they measure, the loss first, training before evaluation', () => {
    const names = ['train/step_time', 'eval/loss', 'rewards/sum', 'train/loss', 'eval/perplexity'];
    const groups = groupMetrics(names.map((name) => series(name, [])));
    expect(groups.map(({ name, series }) => [name, series.map(({ name }) => name)])).toEqual([
      ['loss', ['train/loss', 'eval/loss']],
      ['perplexity', ['eval/perplexity']],
      ['rewards/sum', ['rewards/sum']],
      ['step_time', ['train/step_time']],
    ]);
  });

  it('become a table with a row a step', () => {
    expect(
      [
        ...csvOf([
          { label: 'train/loss', steps: [1, 2], cells: [0.5, 'NaN'] },
          { label: 'a,"b"', steps: [2, 3], cells: [1, null] },
        ]),
      ].join(''),
    ).toBe('step,train/loss,"a,""b"""\r\n1,0.5,\r\n2,NaN,1\r\n3,,\r\n');
  });

  it.each([
    [0, '0'],
    [2.718271, '2.7183'],
    [0.00002, '2.000e-5'],
    [1234567, '1.235e6'],
    [-12.5, '-12.5'],
  ])('are read as %d → %s', (value, text) => {
    expect(valueText(value)).toBe(text);
  });
});

const point = (step: number, value: number | null, text: string | null = null) => ({
  name: 'train/loss',
  step,
  value,
  text,
});

const series = (name: string, values: (number | null)[]): Series => ({
  name,
  count: values.length,
  steps: values.map((_, index) => index),
  values,
  texts: values.map(() => null),
});
