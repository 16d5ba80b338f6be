import { describe, expect, it } from 'vitest';
import { choice, FLAG } from './codec.ts';
import { leftOutOf, withoutLeftOut } from './understood.ts';

const codecs = { tab: choice(['log', 'files'], 'log'), wrap: FLAG };

describe('An address', () => {
  it('is left out where it says what no name can mean', () => {
    expect(leftOutOf({ tab: ['log', 'nonsense'], wrap: 'yes' }, codecs)).toEqual([
      { name: 'tab', value: 'nonsense' },
      { name: 'wrap', value: 'yes' },
    ]);
  });

  it('is understood where it says what its names mean, nothing, or what others read', () => {
    expect(leftOutOf({ tab: 'log', wrap: '', find: 'x' }, codecs)).toEqual([]);
  });

  it('keeps what is understood when the rest is dropped', () => {
    expect(withoutLeftOut({ tab: ['log', 'nonsense'], wrap: 'yes', find: 'x' }, codecs)).toEqual({
      tab: ['log'],
      wrap: [],
    });
  });
});
