import { describe, expect, it } from 'vitest';
import { addressOf, changed, listQueryOf, orderNameOf } from './listQuery.ts';

const query = (text: string) => new URLSearchParams(text);

describe('The address of the list', () => {
  it.each([
    ['', 'newest'],
    ['order=best', 'best'],
    ['order=toString', 'newest'],
    ['order=upside-down', 'newest'],
  ])('with "%s" has the order %s', (text, order) => {
    expect(orderNameOf(query(text))).toBe(order);
  });

  it('says which traces are listed, and in which order', () => {
    expect(listQueryOf(query('search=42&order=worst&facet=source'))).toEqual({
      filter: { search: '42' },
      orderBy: { field: 'SCORE', direction: 'ASC', criteria: 'baseline' },
    });
  });

  it('changes in what is to change, and keeps the rest', () => {
    const before = query('search=x&facet=a&facet=b&order=best');
    const after = changed(before, { facet: ['b', 'c'], search: null, source: 'ungar', order: '' });
    expect(after.toString()).toBe('facet=b&facet=c&source=ungar');
    expect(before.get('search')).toBe('x');
  });

  it('has no question mark when there is nothing to ask', () => {
    expect(addressOf('/traces', query(''))).toBe('/traces');
    expect(addressOf('/traces', query('a=1'))).toBe('/traces?a=1');
  });
});
