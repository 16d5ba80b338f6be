import { describe, expect, it } from 'vitest';
import { parsersFor, toDecimals, toJson } from './values.ts';

describe('A value in Parquet', () => {
  it.for<[string, unknown, unknown]>([
    ['null for nothing', undefined, null],
    ['a number for a large one that is safe', 2n ** 53n - 1n, 2 ** 53 - 1],
    ['digits for one that is not', -(2n ** 63n), '-9223372036854775808'],
    ['its name for what is no number', [Number.NaN, -Infinity], ['NaN', '-Infinity']],
    ['text for bytes that are text', Buffer.from('é'), 'é'],
    ['an object with any key', JSON.parse('{"__proto__":[1]}'), JSON.parse('{"__proto__":[1]}')],
  ])('becomes %s', ([, value, expected]) => {
    expect(toJson(value, { bytesLeft: 100, isBinary: false })).toEqual(expected);
  });

  it('is said to be binary when it is', () => {
    const allowance = { bytesLeft: 100, isBinary: false };
    toJson([{ a: Buffer.of(0xff) }], allowance);
    expect(allowance.isBinary).toBe(true);
  });

  it('is walked no further than is allowed', () => {
    const long = 'x'.repeat(1_000);
    const allowance = { bytesLeft: 2_000, isBinary: false };
    const value = toJson(
      Array.from({ length: 1_000 }, () => long),
      allowance,
    );
    expect(allowance.bytesLeft).toBeLessThan(0);
    expect(JSON.stringify(value).length).toBeLessThan(10_000);
  });

  it.for<[unknown, number, unknown]>([
    [150, 2, 1.5],
    [-5n, 3, -0.005],
    [0, 2, 0],
    [12_345_678_901_234_567_890n, 2, '123456789012345678.9'],
    [Buffer.of(0xff, 0x38), 2, -2],
    [[[Buffer.of(1, 0)], null], 0, [[256], null]],
    [7, 30, '0.000000000000000000000000000007'],
  ])('that is the decimal %o of scale %i is %o', ([value, scale, expected]) => {
    expect(toDecimals(value, scale)).toEqual(expected);
  });

  it('that is a moment is told to its last digit, with its zone where it has one', () => {
    const utc = parsersFor({ name: 'at' });
    expect(utc.timestampFromMilliseconds(0n)).toBe('1970-01-01T00:00:00.000Z');
    expect(utc.timestampFromMicroseconds(1_700_000_000_123_450n)).toBe(
      '2023-11-14T22:13:20.12345Z',
    );
    expect(utc.timestampFromNanoseconds(-1n)).toBe('1969-12-31T23:59:59.999999999Z');
    expect(utc.timestampFromMilliseconds(2n ** 62n)).toBe('4611686018427387904');
    expect(utc.dateFromDays(-1)).toBe('1969-12-31');
    const local = parsersFor({
      name: 'at',
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' },
    });
    expect(local.timestampFromMicroseconds(1n)).toBe('1970-01-01T00:00:00.000001');
  });
});
