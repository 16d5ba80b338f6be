import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEvent, plainMetric, trainerEvent } from './events.ts';

const AT = '2026-01-02T03:04:05.678Z';

describe('A line of events', () => {
  it.for<[string, object, object]>([
    ['a phase', { kind: 'phase', name: 'compile' }, { name: 'compile' }],
    ['a plan', { kind: 'plan', max_steps: 9, records: 8 }, { dropped: {}, remainder: 0 }],
    [
      'where time goes',
      {
        kind: 'throughput',
        step: 3,
        tokens: 9,
        computed_tokens: 12,
        seconds: { step: 1.5, later: 2 },
      },
      { tokens: 9, seconds: { step: 1.5 } },
    ],
    ['progress', { kind: 'progress', step: 1, max_steps: null }, { step: 1, max_steps: null }],
    ['a value', { kind: 'metric', name: 'x', step: 1, value: -0.5 }, { value: -0.5 }],
    [
      'a value that is none',
      { kind: 'metric', name: 'x', step: 1, value: 'NaN' },
      { value: 'NaN' },
    ],
    ['a failure', { kind: 'failed', error: 'E', hint: null }, { error: 'E', hint: null }],
    ['fields of a later version', { kind: 'done', step: 3, more: {} }, { kind: 'done', step: 3 }],
  ])('may tell %s', ([, event, expected]) => {
    const parsed = parseEvent(JSON.stringify({ at: AT, ...event }));
    expect(parsed).toMatchObject({ at: new Date(AT), ...expected });
  });

  it.for<[string, string]>([
    ['no JSON', 'Step 3'],
    ['half of an event', '{"at":"2026-01-02T03:04:05Z","kind":"pha'],
    ['nothing', ''],
    ['no object', '[1]'],
    ['of an unknown kind', `{"at":"${AT}","kind":"later"}`],
    ['without a time', '{"kind":"phase","name":"x"}'],
    ['of a time that no calendar has', '{"at":"2026-02-31T00:00:00Z","kind":"phase","name":"x"}'],
    ['of a time that no database keeps', '{"at":"0000-01-01T00:00:00Z","kind":"phase","name":"x"}'],
    ['with a step too large to store', `{"at":"${AT}","kind":"progress","step":2147483648}`],
    [
      'with more tokens than a number holds',
      `{"at":"${AT}","kind":"throughput","step":1,"tokens":1e300,"computed_tokens":1,"seconds":{}}`,
    ],
    ['with a step below zero', `{"at":"${AT}","kind":"progress","step":-1}`],
    [
      'with a value that is no number',
      `{"at":"${AT}","kind":"metric","name":"x","step":1,"value":"1"}`,
    ],
  ])('that is %s is passed over', ([, line]) => {
    expect(parseEvent(line)).toBeNull();
  });

  it('is made into what every database stores', () => {
    const name = `a\0\ud800${'b'.repeat(1000)}`;
    expect(parseEvent(JSON.stringify({ at: AT, kind: 'phase', name }))).toMatchObject({
      name: `a\u2400\ufffd${'b'.repeat(197)}`,
    });
    const beyond = `{"at":"${AT}","kind":"metric","name":"x","step":1,"value":1e999}`;
    expect(parseEvent(beyond)).toMatchObject({ value: 'Infinity' });
    expect(parseEvent(beyond.replace('1e', '-1e'))).toMatchObject({ value: '-Infinity' });
  });

  it('that tells a plain metric is read as the schema reads it', () => {
    const metric = fc.record(
      {
        kind: fc.constantFrom('metric', 'phase'),
        at: oneOf(moments),
        name: oneOf(['train/loss', '', 'a\0', '\ud800', '\u{1f600}', 'b'.repeat(201)]),
        step: oneOf([0, -0, -1, 1.5, 2 ** 31 - 1, 2 ** 31, 1e300]),
        value: oneOf([0, -0, -0.5, 1e308, Number.NaN, Number.POSITIVE_INFINITY, 'NaN', '1']),
        more: fc.jsonValue(),
      },
      { requiredKeys: ['kind'] },
    );
    let plain = 0;
    fc.assert(
      fc.property(fc.oneof(metric, fc.jsonValue()), (event) => {
        const read = plainMetric(event);
        if (!read) return;
        plain += 1;
        expect(read).toStrictEqual(trainerEvent.parse(event));
      }),
      { numRuns: 5_000 },
    );
    expect(plain).toBeGreaterThan(0);
  });
});

const moments = [
  AT,
  '2026-01-02T03:04:05Z',
  '2026-01-02T03:04:05.123456+00:00',
  '2026-01-02T03:04:05+01:00',
  '2026-02-31T00:00:00Z',
  '2025-02-29T00:00:00Z',
  '2026-01-02T24:00:00Z',
  '2026-01-02T23:59:60Z',
  '2026-13-02T03:04:05Z',
  '1969-12-31T23:59:59Z',
  '9999-12-31T00:00:00Z',
];

function oneOf(likely: unknown[]) {
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...likely) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}
