import { describe, expect, it } from 'vitest';
import { zoomed } from './zoomed.ts';

describe('A part of a chart', () => {
  it('lies around a step', () => {
    expect(zoomed([0, 100], { all: [0, 100], at: 50, by: 0.5 })).toEqual([25, 75]);
  });

  it('stays within all steps', () => {
    expect(zoomed([1, 100], { all: [1, 100], at: 2, by: 0.5 })).toEqual([1, 51]);
    expect(zoomed([1, 100], { all: [1, 100], at: 100, by: 0.5 })).toEqual([50, 100]);
  });

  it('keeps two steps at least', () => {
    expect(zoomed([10, 12], { all: [0, 100], at: 11, by: 0.5 })).toEqual([10, 12]);
  });

  it('is none when it would be all of the chart', () => {
    expect(zoomed([20, 80], { all: [0, 100], at: 50, by: 2 })).toBeNull();
    expect(zoomed([5, 5], { all: [5, 5], at: 5, by: 0.5 })).toBeNull();
  });
});
