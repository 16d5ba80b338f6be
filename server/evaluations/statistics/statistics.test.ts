import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accuracyOf } from './accuracy.ts';
import { binomialTest } from './binomialTest.ts';
import { bootstrapMean } from './bootstrap.ts';
import { clusterError } from './clusterError.ts';
import { drawBinomial } from './drawBinomial.ts';
import { wilson } from './interval.ts';
import { differenceOf, type PairGroup, pairedDifference } from './pairedDifference.ts';
import { passAt, triesUpTo } from './passAt.ts';
import { seededRandom } from './random.ts';
import { countRows, meanOver, type RowGroup } from './rowGroups.ts';
import { sharedRanks } from './sharedRanks.ts';
import reference from './testing/reference.json' with { type: 'json' };
import { visibleDifference } from './visibleDifference.ts';

const share = ({ samples, correct }: RowGroup) => correct / samples;

// A 2.5th percentile of ten thousand draws varies by 0.027 standard errors; four of these, and one value between the next.
const nearOf = (groups: { rows: number }[], samples: number, error: number) =>
  0.11 * error + 1 / countRows(groups) / samples;

describe('The numbers of statistics are those of scipy and statsmodels:', () => {
  it("Wilson's interval", () => {
    for (const { correct, total, low, high } of reference.wilson) {
      expect(wilson(correct, total).low).toBeCloseTo(low, 12);
      expect(wilson(correct, total).high).toBeCloseTo(high, 12);
    }
  });

  it('the mean over rows and its standard error, clustered by row', () => {
    for (const { groups, value, error } of reference.accuracy) {
      expect(meanOver(groups, share)).toBeCloseTo(value, 12);
      expect(clusterError(groups, share)).toBeCloseTo(error, 12);
    }
  });

  it('the bootstrap of a mean over rows', async () => {
    for (const { groups, bootstrap } of reference.accuracy) {
      const bounds = await bootstrapMean(groups, share);
      const near = nearOf(groups, groups[0]?.samples ?? 1, bootstrap.error);
      expect(Math.abs(bounds.low - bootstrap.low)).toBeLessThan(near);
      expect(Math.abs(bounds.high - bootstrap.high)).toBeLessThan(near);
    }
  });

  it('pass@j', () => {
    for (const { tries, samples, correct, value } of reference.passAt) {
      expect(passAt(tries, { samples, correct })).toBeCloseTo(value, 12);
    }
  });

  it('the exact binomial test', () => {
    for (const { one, other, p } of reference.binomialTest) {
      expect(binomialTest(one, other) / p).toBeCloseTo(1, 8);
      expect(binomialTest(other, one)).toBe(binomialTest(one, other));
    }
  });

  it("the paired difference, its bootstrap, McNemar's test and the sign test", async () => {
    for (const { groups, value, error, bootstrap, better, worse, p } of reference.pairs) {
      const paired = await pairedDifference(groups);
      expect(paired?.difference.value).toBeCloseTo(value, 12);
      expect(paired?.visibleDifference).toBeCloseTo(1.959963984540054 * error, 12);
      const near = nearOf(groups, groups[0]?.base.samples ?? 1, bootstrap.error);
      expect(Math.abs((paired?.difference.low ?? 0) - bootstrap.low)).toBeLessThan(near);
      expect(Math.abs((paired?.difference.high ?? 0) - bootstrap.high)).toBeLessThan(near);
      expect(paired?.test).toMatchObject({
        kind: groups[0]?.base.samples === 1 ? 'MCNEMAR' : 'SIGN',
        better,
        worse,
      });
      expect(paired?.test.pValue).toBeCloseTo(p, 10);
    }
  });

  it('the law of how often something happens', () => {
    const random = seededRandom(7);
    const draws = 100_000;
    for (const { trials, chance, chances } of reference.draws) {
      const counts = new Array<number>(trials + 1).fill(0);
      for (let draw = 0; draw < draws; draw++) {
        const drawn = drawBinomial(trials, chance, random);
        counts[drawn] = (counts[drawn] ?? 0) + 1;
      }
      const common = chances.map((p) => p * draws).map((wanted, at) => ({ wanted, at }));
      const tested = common.filter(({ wanted }) => wanted >= 10);
      const distance = tested.reduce(
        (sum, { wanted, at }) => sum + ((counts[at] ?? 0) - wanted) ** 2 / wanted,
        0,
      );
      // Five standard deviations of chi-squared.
      expect(distance).toBeLessThan(tested.length + 5 * Math.sqrt(2 * tested.length));
    }
  });
});

const rowGroup = fc
  .tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 64 }))
  .chain(([rows, samples]) =>
    fc.integer({ min: 0, max: samples }).map((correct) => ({ rows, samples, correct })),
  );

const pairGroup = fc
  .tuple(rowGroup, rowGroup)
  .map(([{ rows, ...base }, { rows: _, ...other }]): PairGroup => ({ rows, base, other }));

describe('Of any rows', () => {
  it('the accuracy lies within its bounds, and these within 0 and 1', () =>
    fc.assert(
      fc.asyncProperty(fc.array(rowGroup, { maxLength: 6 }), async (groups) => {
        const estimate = await accuracyOf(groups);
        if (groups.every(({ samples }) => samples === 0)) {
          expect(estimate).toBeNull();
          return;
        }
        const { value = -1, low = -1, high = 2 } = estimate ?? {};
        expect(0).toBeLessThanOrEqual(low);
        expect(low).toBeLessThanOrEqual(value + 1e-12);
        expect(value).toBeLessThanOrEqual(high + 1e-12);
        expect(high).toBeLessThanOrEqual(1);
        expect(high - low).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    ));

  it('the order in which they are found changes no bound', () =>
    fc.assert(
      fc.asyncProperty(fc.array(rowGroup, { maxLength: 6 }), async (groups) => {
        const [one, two] = [await accuracyOf(groups), await accuracyOf(groups.toReversed())];
        expect(two?.method).toBe(one?.method);
        expect(two?.low ?? 0).toBeCloseTo(one?.low ?? 0, 12);
        expect(two?.high ?? 0).toBeCloseTo(one?.high ?? 0, 12);
      }),
      { numRuns: 30 },
    ));

  it('pass@1 is the share that is correct, and more tries solve no less', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_024 }), fc.nat(), (samples, number) => {
        const row = { samples, correct: number % (samples + 1) };
        const tries = triesUpTo(samples);
        expect(tries.at(-1)).toBe(samples);
        const values = tries.map((count) => passAt(count, row));
        expect(values[0]).toBeCloseTo(row.correct / samples, 12);
        expect(values).toEqual(values.toSorted((a, b) => a - b));
        expect(values.at(-1)).toBe(row.correct > 0 ? 1 : 0);
      }),
    ));

  it('the difference turns its sign with the sides', () =>
    fc.assert(
      fc.asyncProperty(fc.array(pairGroup, { maxLength: 5 }), async (groups) => {
        const turned = groups.map(({ rows, base, other }) => ({ rows, base: other, other: base }));
        const [one, two] = [await pairedDifference(groups), await pairedDifference(turned)];
        if (!one || !two) {
          expect(two).toBe(one);
          return;
        }
        expect(one.difference.value).toBeCloseTo(-two.difference.value, 12);
        expect(one.test.pValue).toBe(two.test.pValue);
        expect([one.test.better, one.test.worse]).toEqual([two.test.worse, two.test.better]);
        expect(one.visibleDifference).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    ));
});

describe('Where nothing differs', () => {
  it.each([1, 5, 100])('%d equal rows show no more than their number can', async (rows) => {
    const right = await accuracyOf([{ rows, samples: 4, correct: 4 }]);
    expect(right).toEqual({ value: 1, ...wilson(rows, rows), method: 'WILSON' });
    const alike = { rows, base: { samples: 4, correct: 2 }, other: { samples: 4, correct: 2 } };
    const paired = await pairedDifference([alike]);
    expect(paired?.difference.value).toBe(0);
    expect(paired?.difference.high).toBeCloseTo(wilson(0, rows).high, 12);
    expect(paired?.isTold).toBe(false);
    expect(paired?.test).toMatchObject({ better: 0, worse: 0, equal: rows, pValue: 1 });
  });

  it('two sides are not held apart by how a share is written', () => {
    const pair = { base: { samples: 3, correct: 1 }, other: { samples: 6, correct: 2 } };
    expect(differenceOf(pair)).toBe(0);
  });
});

describe('Before anything is known', () => {
  it('one sample a row is a fair coin, and more leave what is between rows', () => {
    expect(visibleDifference({ rows: 100, samples: 1 })).toBeCloseTo(0.098, 3);
    const [two, many] = [2, 1_000_000].map((samples) => visibleDifference({ rows: 100, samples }));
    // As in section 3 of arXiv 2411.00640: two samples take a third of the variance, many two thirds.
    expect((two ?? 0) ** 2 / 0.098 ** 2).toBeCloseTo(2 / 3, 3);
    expect((many ?? 0) ** 2 / 0.098 ** 2).toBeCloseTo(1 / 3, 3);
    expect(visibleDifference({ rows: 0, samples: 4 })).toBe(1);
  });
});

describe('Ranks', () => {
  it('are shared by those that can not be told apart from a better one', () => {
    const values = [0.9, 0.88, 0.8, 0.5];
    const isBetter = (one: number, other: number) =>
      (values[one] ?? 0) - (values[other] ?? 0) > 0.05;
    expect(sharedRanks(4, isBetter)).toEqual([1, 1, 3, 4]);
  });
});

describe('A million rows', () => {
  it('are drawn from as a few are', async () => {
    const groups = Array.from({ length: 17 }, (_, correct) => ({
      rows: 62_500,
      samples: 16,
      correct,
    }));
    const { low, high } = await bootstrapMean(groups, share);
    const error = clusterError(groups, share) ?? 0;
    expect((high - low) / (2 * 1.96 * error)).toBeCloseTo(1, 1);
    expect((low + high) / 2).toBeCloseTo(0.5, 3);
  });
});
