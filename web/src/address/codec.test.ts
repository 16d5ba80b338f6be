import { describe, expect, it } from 'vitest';
import { type Codec, choice, FLAG, integer, LIST, readValue, TEXT, textThat } from './codec.ts';

describe('A value in an address', () => {
  it('is read as it was printed', () => {
    expect([roundTrip(FLAG, true), roundTrip(FLAG, false)]).toEqual([true, false]);
    expect(roundTrip(choice(['log', 'files'], 'log'), 'files')).toBe('files');
    expect(roundTrip(choice(['log', 'files'], null), null)).toBeNull();
    expect(roundTrip(integer({ min: 1, max: 9 }, 5), 7)).toBe(7);
    expect(roundTrip(TEXT, 'a b')).toBe('a b');
  });

  it('is its default where nothing else can be meant', () => {
    expect(readValue(FLAG, 'yes')).toBe(false);
    expect(readValue(choice(['log', 'files'], 'log'), 'nonsense')).toBe('log');
    expect(readValue(integer({ min: 1, max: 9 }, 5), '10')).toBe(5);
    expect(
      readValue(
        textThat((text) => text !== '!'),
        '!',
      ),
    ).toBe('');
    expect(readValue(choice(['log', 'files'], null), undefined)).toBeNull();
  });

  it('names each word of a list once', () => {
    expect(readValue(LIST, 'a,b,,a')).toEqual(['a', 'b']);
    expect(readValue(LIST, undefined)).toEqual([]);
  });

  it('is the first when its name is given twice', () => {
    expect(readValue(choice(['a', 'b'], 'a'), ['b', 'a'])).toBe('b');
  });
});

function roundTrip<Value>(codec: Codec<Value>, value: Value): Value {
  return readValue(codec, codec.print(value));
}
