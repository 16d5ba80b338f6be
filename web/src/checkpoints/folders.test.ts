import { expect, it } from 'vitest';
import { foldersOf } from './folders.ts';

it('Files stand by the folder at the top of their paths, those in none first', () => {
  const files = ['a/b/c', 'log', 'a/d', 'e/f'].map((path) => ({ path, sizeBytes: '2' }));
  expect(
    foldersOf(files).map(({ name, files, bytes }) => [name, files.map(({ path }) => path), bytes]),
  ).toEqual([
    ['', ['log'], 2],
    ['a', ['a/b/c', 'a/d'], 4],
    ['e', ['e/f'], 2],
  ]);
  expect(foldersOf([])).toEqual([]);
});
