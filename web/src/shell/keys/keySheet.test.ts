import { describe, expect, it } from 'vitest';
import { keyGroupsAt } from './keySheet.ts';

const second = (pathname: string) => keyGroupsAt(pathname)[1]?.title;

describe('The sheet of keys', () => {
  it.each([
    ['/', 'Overview'],
    ['/traces', 'Traces'],
    ['/traces/compare', 'Two traces'],
    ['/traces/01a2', 'A trace'],
    ['/datasets/reasoning-v1', 'Imports, datasets, a dataset, manifests'],
    ['/runs', 'Runs'],
    ['/runs/01a2', 'The log of a run'],
  ])('at %s begins with what works everywhere, then %s', (pathname, title) => {
    expect(keyGroupsAt(pathname)[0]?.title).toBe('Everywhere');
    expect(second(pathname)).toBe(title);
  });
});
