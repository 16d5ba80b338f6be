import { describe, expect, it } from 'vitest';
import { readViews, withView, writeViews } from './savedViews.ts';

function storage(kept: string | null = null) {
  return {
    getItem: () => kept,
    setItem(_key: string, value: string) {
      kept = value;
    },
  };
}

describe('Saved views', () => {
  it('are there when one comes back', () => {
    const browser = storage();
    expect(writeViews(browser, [{ name: 'hard', query: 'scoreMax=20' }])).toBe(true);
    expect(readViews(browser)).toEqual([{ name: 'hard', query: 'scoreMax=20' }]);
  });

  it.each([null, '', 'no JSON', '{}', '7', '[{"name":1}]', '[null]'])(
    'are none where the browser keeps %o',
    (kept) => expect(readViews(storage(kept))).toEqual([]),
  );

  it('are ordered by name, and a name is there once', () => {
    const views = [
      { name: 'b', query: 'x=1' },
      { name: 'c', query: '' },
    ];
    expect(
      withView(withView(views, { name: 'b', query: 'x=2' }), { name: 'a', query: '' }),
    ).toEqual([
      { name: 'a', query: '' },
      { name: 'b', query: 'x=2' },
      { name: 'c', query: '' },
    ]);
  });

  it('say so when the browser keeps nothing', () => {
    const full = {
      setItem() {
        throw new Error('QuotaExceededError');
      },
    };
    expect(writeViews(full, [])).toBe(false);
  });
});
