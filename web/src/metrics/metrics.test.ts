import { describe, expect, it } from 'vitest';
import { metricText } from '../ui/format/measured.ts';
import { csvOf } from './csv.ts';
import { endingOf } from './ending.ts';
import { groupMetrics } from './group.ts';
import { lineOf } from './line.ts';
import { addPoints, type Series, withPart } from './series.ts';
import { smooth } from './smooth.ts';

describe('Points of a run', () => {
  it('are put in the order of their steps, each step once', () => {
    const all = new Map<string, Series>();
    addPoints(all, [point(1, 5), point(3, 3)]);
    addPoints(all, [point(2, 4), point(3, 2.5), point(4, null, 'NaN')]);
    expect(all.get('train/loss')).toEqual({
      name: 'train/loss',
      count: 4,
      replacedCount: 1,
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

  it('end with what came last, and beside it the last finite number', () => {
    const finite = { step: 1, value: 2 };
    expect(endingOf(series('a', [1, 2]))).toEqual({ step: 1, text: null, finite });
    expect(endingOf(series('a', [1, 2, null]))).toEqual({ step: 2, text: 'NaN', finite });
    expect(endingOf(series('a', [null]))).toEqual({ step: 0, text: 'NaN', finite: null });
    expect(endingOf(series('a', []))).toBeNull();
  });

  it("that a chart can't draw, or that others replaced, are told of beside it", () => {
    const noteOf = (one: Series) => lineOf(one, { label: 'a', color: 'red', weight: 0 }).note;
    expect(noteOf(series('a', [1, 2]))).toBe('');
    expect(noteOf(series('a', [1, null, 2]))).toBe('✕ 1 not finite');
    expect(noteOf({ ...series('a', [1.5, null, null]), replacedCount: 2 })).toBe(
      '✕ 2 not finite · NaN at step 2, last 1.5 at step 0 · 2 measured again, the newest shown',
    );
  });
});

describe('Smoothing', () => {
  it('begins at the first value, and follows the others slowly', () => {
    expect(smooth(series('a', [10, 0, 0]), 0.5).map((value) => value?.toFixed(3))).toEqual([
      '10.000',
      '3.333',
      '1.429',
    ]);
  });

  it('leaves gaps, and everything when there is none of it', () => {
    expect(smooth(series('a', [4, null, 4]), 0.9)).toEqual([4, null, expect.closeTo(4)]);
    expect(smooth(series('a', [1, 2]), 0)).toEqual([1, 2]);
  });
});

describe('Smoothing of a series that was thinned', () => {
  it('lags as much as it does whole', () => {
    const whole = { ...series('a', Array(9).fill(0)), values: [8, 8, 8, 8, 0, 0, 0, 0, 0] };
    const thinned = { steps: [0, 1, 2, 3, 4, 8], values: [8, 8, 8, 8, 0, 0], count: 9 };
    expect(smooth(thinned, 0.5).at(-1)).toBeCloseTo(smooth(whole, 0.5).at(-1) ?? 0, 10);
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
    [0.00002, '2e-5'],
    [0.000020303123, '2.0303e-5'],
    [100001, '100001'],
    [123457, '123457'],
    [1234567890123456, '1234567890123456'],
    [123456.789, '123457'],
    [1764100000.123456, '1764100000'],
    [Number.MAX_VALUE, '1.7977e308'],
    [-12.5, '-12.5'],
  ])('are read as %d → %s', (value, text) => {
    expect(metricText(value)).toBe(text);
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
  replacedCount: 0,
  steps: values.map((_, index) => index),
  values,
  texts: values.map((value) => (value === null ? 'NaN' : null)),
});
