import { describe, expect, it } from 'vitest';
import { isFlag, leftOutOf, withoutLeftOut } from './understood.ts';

const understood = { tab: (value: string) => ['log', 'files'].includes(value), wrap: isFlag };

describe('An address', () => {
  it('is left out where it says what no name can mean', () => {
    expect(leftOutOf({ tab: ['log', 'nonsense'], wrap: 'yes' }, understood)).toEqual([
      { name: 'tab', value: 'nonsense' },
      { name: 'wrap', value: 'yes' },
    ]);
  });

  it('is understood where it says what its names mean, nothing, or what others read', () => {
    expect(leftOutOf({ tab: 'log', wrap: '', find: 'x' }, understood)).toEqual([]);
  });

  it('keeps what is understood when the rest is dropped', () => {
    expect(
      withoutLeftOut({ tab: ['log', 'nonsense'], wrap: 'yes', find: 'x' }, understood),
    ).toEqual({
      tab: ['log'],
      wrap: [],
    });
  });
});
