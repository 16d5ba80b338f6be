import { expect, it } from 'vitest';
import { cohenKappa, kappaOf } from './agreement.ts';

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

// Worked out by hand as fractions, and published: 1 and 2 are the examples of the article on Cohen's kappa in Wikipedia,
// 3 and 4 its pair of equal agreement and unequal marginals, 5 Cohen's own of 1960 (Table 1), in counts of 200.
it.for<[string, number[][], number, number]>([
  [
    'two readers of grant applications',
    [
      [20, 5],
      [10, 15],
    ],
    50,
    0.4,
  ],
  [
    'agreement as by chance',
    [
      [25, 25],
      [25, 25],
    ],
    100,
    0,
  ],
  [
    'equal shares, first',
    [
      [45, 15],
      [25, 15],
    ],
    100,
    3 / 23,
  ],
  [
    'equal shares, second',
    [
      [25, 35],
      [5, 35],
    ],
    100,
    7 / 27,
  ],
  [
    'three diagnoses of Cohen',
    [
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ],
    200,
    29 / 59,
  ],
  [
    'perfect agreement',
    [
      [7, 0],
      [0, 3],
    ],
    10,
    1,
  ],
  [
    'perfect disagreement of even halves',
    [
      [0, 5],
      [5, 0],
    ],
    10,
    -1,
  ],
  [
    'one who says the same of all',
    [
      [6, 4],
      [0, 0],
    ],
    10,
    0,
  ],
])('Cohen’s κ of %s is exact', ([, table, n, kappa]) => {
  const found = kappaOf(table);
  expect(found.n).toBe(n);
  expect(found.kappa).toBeCloseTo(kappa, 14);
});

it('Cohen’s κ is not defined where both said one thing of all, and of no items', () => {
  expect(
    kappaOf([
      [9, 0],
      [0, 0],
    ]),
  ).toEqual({ n: 9, observed: 1, expected: 1, kappa: null });
  expect(
    kappaOf([
      [0, 0],
      [0, 0],
    ]),
  ).toEqual({
    n: 0,
    observed: 0,
    expected: 0,
    kappa: null,
  });
  expect(kappaOf([])).toEqual({ n: 0, observed: 0, expected: 0, kappa: null });
});

it('Cohen’s κ is the same whoever comes first, and whatever the labels’ order', () => {
  const table = [
    [12, 3, 1],
    [4, 20, 2],
    [0, 5, 9],
  ];
  const turned = table.map((_, row) => table.map((line) => line[row] ?? 0));
  const reversed = table.toReversed().map((line) => line.toReversed());
  const { kappa } = kappaOf(table);
  expect(kappaOf(turned).kappa).toBe(kappa);
  expect(kappaOf(reversed).kappa).toBe(kappa);
});
