import { describe, expect, it } from 'vitest';
import { pointsText, shareText, verdictOf } from './share.ts';

describe('A share', () => {
  it('is in per cent, with how sure that is', () => {
    expect(shareText(0.6131, [0.587, 0.6394])).toBe('61.3 % [58.7, 63.9]');
    expect([shareText(0), shareText(1), shareText(null)]).toEqual(['0.0 %', '100.0 %', '–']);
  });
});

describe('A difference', () => {
  it('has a sign, which is a true minus, and none of nothing', () => {
    expect(pointsText(0.021, [-0.0042, 0.046])).toBe('+2.1 pts [−0.4, 4.6]');
    expect(pointsText(-0.035)).toBe('−3.5 pts');
    expect(pointsText(-0.0001, [-0.0001, 0.0001])).toBe('±0.0 pts [0.0, 0.0]');
    expect(pointsText(undefined)).toBe('–');
  });

  it('is better or worse only where its whole interval is', () => {
    expect(verdictOf([0.001, 0.05])).toBe('better');
    expect(verdictOf([-0.05, -0.001])).toBe('worse');
    expect([verdictOf([-0.01, 0.03]), verdictOf([0, 0.03])]).toEqual([
      'cannot tell',
      'cannot tell',
    ]);
  });
});
