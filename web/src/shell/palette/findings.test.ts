import { describe, expect, it } from 'vitest';
import { listChoices, someOfEach } from './findings.ts';

const LISTS = {
  datasets: { edges: [] },
  manifests: { edges: [] },
  runs: { edges: [] },
  models: {
    edges: [
      { node: { id: '1', name: 'sums', versions: [{ id: 'a', aliases: ['champion'] }] } },
      { node: { id: '2', name: 'words', versions: [{ id: 'b', aliases: [] }] } },
    ],
  },
};

const found = (text: string) => someOfEach(listChoices(LISTS), text).map(({ name }) => name);

describe('The palette finds', () => {
  it('a model by its name, and by an alias of a version', () => {
    expect(found('wor')).toEqual(['words']);
    expect(found('champion')).toEqual(['sums']);
  });
});
