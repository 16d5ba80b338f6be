import { describe, expect, it } from 'vitest';
import { createFeed } from './feed.ts';

type Item = { seq: number; text: string };

const sizeOf = ({ text }: Item) => text.length;

describe('The newest items of a run', () => {
  it('are those that follow a place, some at a time', () => {
    const feed = createFeed(sizeOf);
    expect(feed.after(0)).toBeNull();
    feed.push(items(1, 1_500));
    expect(feed.after(0)).toEqual(items(1, 1_000));
    expect(feed.after(1_000)).toEqual(items(1_001, 1_500));
    expect(feed.after(1_500)).toEqual([]);
    expect(feed.after(9_999)).toEqual([]);
  });

  it('are kept up to a number', () => {
    const feed = createFeed(sizeOf);
    feed.push(items(1, 3_000));
    feed.push(items(3_001, 6_000));
    expect(feed.after(999)).toBeNull();
    expect(feed.after(1_000)).toEqual(items(1_001, 2_000));
    feed.push(items(6_001, 20_000));
    expect(feed.after(14_999)).toBeNull();
    expect(feed.after(15_000)).toEqual(items(15_001, 16_000));
  });

  it('are kept up to a length, and come in batches of some length', () => {
    const feed = createFeed(sizeOf);
    const text = 'x'.repeat(200_000);
    feed.push(items(1, 100, text));
    expect(feed.after(59)).toBeNull();
    expect(feed.after(60)?.map(({ seq }) => seq)).toEqual([61, 62]);
    feed.push(items(101, 101, 'x'.repeat(9_000_000)));
    expect(feed.after(100)).toBeNull();
  });

  it('begin anew after a gap', () => {
    const feed = createFeed(sizeOf);
    feed.push(items(1, 10));
    feed.push([]);
    feed.push(items(21, 30));
    expect(feed.after(5)).toBeNull();
    expect(feed.after(20)).toEqual(items(21, 30));
  });
});

function items(first: number, last: number, text = 'line'): Item[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({ seq: first + index, text }));
}
