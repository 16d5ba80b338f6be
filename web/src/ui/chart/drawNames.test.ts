import { expect, it } from 'vitest';
import { placeNames } from './drawNames.ts';

const room = { height: 10, top: 0, bottom: 100 };

it('leaves names where they are wanted when they have room', () => {
  expect(heights([50, 20])).toEqual([20, 50]);
});

it('moves names that lie on one another apart, in the order of their lines', () => {
  expect(heights([50, 52, 51])).toEqual([50, 60, 70]);
});

it('keeps names within the chart', () => {
  expect(heights([-30, 99, 100, 98])).toEqual([0, 80, 90, 100]);
});

function heights(wanted: number[]): number[] {
  return placeNames(
    wanted.map((y) => ({ y })),
    room,
  ).map(({ y }) => y);
}
