import { expect, it } from 'vitest';
import { rowsOver, rowsOverText } from './rowsOver.ts';

const BINS = [
  { from: 0, to: 99, count: 5 },
  { from: 100, to: 199, count: 3 },
  { from: 200, to: 299, count: 2 },
];

it('counts exactly where a bin ends', () => {
  expect(rowsOver(BINS, 199)).toEqual({ least: 2, most: 2 });
  expect(rowsOverText(BINS, 199)).toBe('2 of 10 rows would be dropped');
});

it('says what it does not know within a bin', () => {
  expect(rowsOver(BINS, 150)).toEqual({ least: 2, most: 5 });
  expect(rowsOverText(BINS, 150)).toBe('2 to 5 of 10 rows would be dropped');
});

it('drops none that are as long as is allowed', () => {
  expect(rowsOverText(BINS, 299)).toBe('All 10 rows fit');
  expect(rowsOverText([], 128)).toBe('All 0 rows fit');
});
