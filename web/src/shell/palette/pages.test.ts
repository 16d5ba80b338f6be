import { describe, expect, it } from 'vitest';
import { matching, PAGES } from './pages.ts';

const names = (text: string) => matching(PAGES, text).map(({ name }) => name);

describe('The palette', () => {
  it('shows everything while nothing is typed', () => {
    expect(names('')).toHaveLength(PAGES.length);
  });

  it('finds by any of the words, in either case', () => {
    expect(names('NEW data')).toEqual(['New dataset']);
    expect(names('playground')).toEqual(['Playground', 'GraphiQL']);
  });

  it('shows first what begins with the text', () => {
    expect(names('run')[0]).toBe('Runs');
  });

  it('finds nothing when a word is nowhere', () => {
    expect(names('runs xyzzy')).toEqual([]);
  });

  it('has an id of its own for each', () => {
    expect(new Set(PAGES.map(({ id }) => id)).size).toBe(PAGES.length);
  });
});
