import { expect, it } from 'vitest';
import { groupedRows } from './groupedRows.ts';

const GROUPS = ['a', 'b', 'c', 'd', 'e'].map((value) => ({ value, count: 2 }));
const NONE = { hasPreviousPage: false, hasNextPage: false };

it('puts a head before the first row of each group of the page', () => {
  expect(shown(['b', 'b', 'd'], ['a', 'c', 'e'])).toEqual([
    '+a',
    '-b',
    'b0',
    'b1',
    '+c',
    '-d',
    'd2',
    '+e',
  ]);
});

it('shows folded groups that stand before the page on the first one alone', () => {
  expect(shown(['c'], ['a', 'b', 'd', 'e'], { ...NONE, hasPreviousPage: true })).toEqual([
    '-c',
    'c0',
    '+d',
    '+e',
  ]);
  expect(shown(['c'], ['a', 'b', 'd', 'e'], NONE)).toEqual(['+a', '+b', '-c', 'c0', '+d', '+e']);
});

it('shows the heads alone where every group is folded', () => {
  expect(shown([], ['a', 'b', 'c', 'd', 'e'])).toEqual(['+a', '+b', '+c', '+d', '+e']);
});

it('shows a group whose number is not known yet', () => {
  const edges = [{ group: 'new', node: { id: 'run' } }];
  expect(groupedRows({ edges, groups: [], folded: [], ...NONE })).toEqual([
    { id: 'group new', head: { value: 'new', count: undefined, isFolded: false } },
    { id: 'run', node: { id: 'run' } },
  ]);
});

it('has no heads yet on a page that was read without groups', () => {
  const edges = [{ node: { id: 'run' } }];
  expect(groupedRows({ edges, groups: GROUPS, folded: [], ...NONE })).toEqual([
    { id: 'run', node: { id: 'run' } },
  ]);
});

it('shows the head of a group that was just unfolded where its rows will be', () => {
  expect(shown(['b', 'd'], ['a'], NONE)).toEqual(['+a', '-b', 'b0', '-c', '-d', 'd1', '-e']);
  expect(shown([], ['a', 'c', 'd', 'e'], NONE)).toEqual(['+a', '-b', '+c', '+d', '+e']);
});

it('leaves the groups of the next page to it', () => {
  expect(shown(['a', 'b'], ['c'], { ...NONE, hasNextPage: true })).toEqual([
    '-a',
    'a0',
    '-b',
    'b1',
    '+c',
  ]);
});

/** The rows of a page with runs of these groups: `+` before a folded group, `-` before another. */
function shown(runs: string[], folded: string[], others = NONE): string[] {
  const edges = runs.map((group, place) => ({ group, node: { id: `${group}${place}` } }));
  return groupedRows({ edges, groups: GROUPS, folded, ...others }).map(({ id, head }) =>
    head ? `${head.isFolded ? '+' : '-'}${head.value}` : id,
  );
}
