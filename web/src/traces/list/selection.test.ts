import { createRoot } from 'solid-js';
import { describe, expect, it } from 'vitest';
import { createSelection } from './selection.ts';

const open = (ids = ['a', 'b', 'c', 'd']) =>
  createRoot(() =>
    createSelection({
      ids: () => ids,
      filter: () => ({ source: 'ungar' }),
      total: () => 1_000,
    }),
  );

describe('A selection of traces', () => {
  it('takes rows in and out', () => {
    const selection = open();
    selection.toggle('b');
    selection.toggle('d');
    selection.toggle('b');
    expect([...selection.chosen()]).toEqual(['d']);
    expect(selection.filter()).toEqual({ ids: ['d'] });
  });

  it('takes in all rows between two, in either direction', () => {
    const selection = open();
    selection.toggle('d');
    selection.toggle('b', true);
    expect([...selection.chosen()].sort()).toEqual(['b', 'c', 'd']);
  });

  it('takes out all rows between two when the first of them was taken out', () => {
    const selection = open();
    selection.choose(['a', 'b', 'c', 'd']);
    selection.toggle('b');
    selection.toggle('d', true);
    expect([...selection.chosen()]).toEqual(['a']);
  });

  it('stands for the filter itself when all that match are meant', () => {
    const selection = open();
    selection.chooseAll();
    expect(selection.count()).toBe(1_000);
    expect(selection.has('not read yet')).toBe(true);
    expect(selection.filter()).toEqual({ source: 'ungar' });
  });

  it('stays all that match but those that were taken out, also in ranges', () => {
    const selection = open();
    selection.chooseAll();
    selection.toggle('a');
    expect([selection.isAll(), selection.count(), selection.has('a')]).toEqual([true, 999, false]);
    expect(selection.has('not read yet')).toBe(true);
    expect(selection.filter()).toEqual({ source: 'ungar', exceptIds: ['a'] });
    selection.toggle('c', true);
    expect(selection.count()).toBe(997);
    selection.toggle('b');
    expect(selection.filter()).toEqual({ source: 'ungar', exceptIds: ['a', 'c'] });
  });
});
