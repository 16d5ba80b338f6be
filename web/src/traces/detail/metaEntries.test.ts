import { describe, expect, it } from 'vitest';
import { metaEntries } from './metaEntries.ts';

describe('The values of meta', () => {
  it('come with their paths and the filters that find their like', () => {
    expect(metaEntries({ source: 'ungar', task: { kind: 'sum', level: 3 } })).toEqual([
      { path: 'source', text: 'ungar', filter: { path: 'source', equals: 'ungar' } },
      { path: 'task.kind', text: 'sum', filter: { path: 'task.kind', equals: 'sum' } },
      { path: 'task.level', text: '3', filter: { path: 'task.level', equals: 3 } },
    ]);
  });

  it('have paths that quote a key with a dot or an equals sign in it', () => {
    expect(metaEntries({ 'a.b': { 'top_k=40': 'x' } })).toMatchObject([
      { filter: { path: '"a.b"."top_k=40"', equals: 'x' } },
    ]);
  });

  it.each([
    ['a list', { tags: [1, 2] }, '[1,2]'],
    ['an empty object', { nothing: {} }, '{}'],
    ['a key that a path can not name', { 'a"b': 1 }, '1'],
    ['a text that is too long for an address', { text: 'x'.repeat(300) }, `${'x'.repeat(200)}…`],
  ])('have no filter for %s', (_kind, meta, text) => {
    expect(metaEntries(meta)).toMatchObject([{ text, filter: undefined }]);
  });

  it.each([null, undefined, {}])('are none in %o', (meta) => expect(metaEntries(meta)).toEqual([]));
});
