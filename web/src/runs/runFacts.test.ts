import { describe, expect, it } from 'vitest';
import { actionsOf, elapsedSeconds, paceText, remainingSeconds } from './runFacts.ts';

const START = '2026-01-01T00:00:00.000Z';
const now = Date.parse(START) + 10_000;

describe('A run', () => {
  it.each([
    ['PENDING', false, 'canCancel'],
    ['RUNNING', false, 'canCancel'],
    ['CANCELLING', false, ''],
    ['COMPLETED', false, 'canRetry canDelete'],
    ['FAILED', true, 'canRetry canResume canDelete'],
    ['CANCELLED', true, 'canRetry canResume canDelete'],
    ['FAILED', false, 'canRetry canDelete'],
  ] as const)('that is %s, resumable: %s, allows %j', (status, isResumable, allowed) => {
    const actions = Object.entries(actionsOf({ status, isResumable }));
    expect(actions.flatMap(([name, can]) => (can ? name : [])).join(' ')).toBe(allowed);
  });

  it('has worked since it began, and no longer once it has ended', () => {
    expect(elapsedSeconds({}, now)).toBeUndefined();
    expect(elapsedSeconds({ startedAt: START }, now)).toBe(10);
    expect(elapsedSeconds({ startedAt: START, endedAt: START, durationSeconds: 3 }, now)).toBe(3);
  });

  it('has less to go as time passes, and never less than nothing', () => {
    expect(remainingSeconds({ remainingSeconds: null }, now)).toBeUndefined();
    expect(remainingSeconds({ remainingSeconds: 12, lastStepAt: START }, now)).toBe(2);
    expect(remainingSeconds({ remainingSeconds: 5, lastStepAt: START }, now)).toBe(0);
  });

  it.each([
    [12.34, '12.3 steps/s'],
    [5363.64, '5,363.6 steps/s'],
    [0.25, '4.0 s/step'],
  ])('goes at %d: %s', (pace, words) => {
    expect(paceText(pace)).toBe(words);
  });
});
