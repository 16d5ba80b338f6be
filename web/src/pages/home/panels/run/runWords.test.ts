import { describe, expect, it } from 'vitest';
import { secondsText } from './runWords.ts';

const STARTED = '2026-11-23T09:30:00.000Z';
const now = Date.parse(STARTED) + 1_500;

describe('secondsText', () => {
  it.each([
    ['N/A', {}],
    ['1.50s', { startedAt: STARTED }],
    ['0.02s', { startedAt: STARTED, endedAt: STARTED, durationSeconds: 0.0191 }],
    ['N/A', { startedAt: STARTED, endedAt: STARTED, durationSeconds: null }],
  ])('says %s for %j', (text, run) => {
    expect(secondsText(run, now)).toBe(text);
  });

  it('never goes below nothing when the clock of the server is ahead', () => {
    expect(secondsText({ startedAt: STARTED }, now - 5_000)).toBe('0.00s');
  });
});
