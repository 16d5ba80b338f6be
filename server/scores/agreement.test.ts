import { expect, it } from 'vitest';
import { cohenKappa } from './agreement.ts';

it('Cohen’s κ is 1 for those who always agree, 0 for those who agree by chance, and below for those who never do', () => {
  const both = (one: string, other: string): [string, string] => [one, other];
  expect(cohenKappa([both('a', 'a'), both('b', 'b')]).kappa).toBe(1);
  expect(cohenKappa([both('a', 'a'), both('a', 'b'), both('b', 'a'), both('b', 'b')]).kappa).toBe(
    0,
  );
  expect(cohenKappa([both('a', 'b'), both('b', 'a')]).kappa).toBe(-1);
});

it('Cohen’s κ is not defined without pairs, and where both always say the same one thing', () => {
  expect(cohenKappa([])).toEqual({ n: 0, observed: 0, expected: 0, kappa: null });
  const same = cohenKappa([
    ['a', 'a'],
    ['a', 'a'],
  ]);
  expect(same).toEqual({ n: 2, observed: 1, expected: 1, kappa: null });
});
