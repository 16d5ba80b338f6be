import { describe, expect, it } from 'vitest';
import { causeIn } from './cause.ts';
import type { StoredLine } from './lines.ts';

describe('causeIn', () => {
  it('shows the last error with what led to it, not what was printed long after', () => {
    const lines = log([...many('step', 30), 'Traceback', 'ValueError: bad', ...many('bye', 30)]);
    const shown = causeIn(lines).lines.map(({ text }) => text);
    expect(shown).toContain('ValueError: bad');
    expect(shown).toContain('Traceback');
    expect(shown).not.toContain('bye 9');
    expect(shown).toHaveLength(12);
  });

  it('shows the end of a log that names no error', () => {
    const { namesError, lines } = causeIn(log(many('step', 30)));
    expect(namesError).toBe(false);
    expect(lines.at(-1)?.text).toBe('step 29');
    expect(causeIn([]).lines).toEqual([]);
  });
});

const many = (word: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`);

const log = (texts: string[]): StoredLine[] =>
  texts.map((text, index) => ({ seq: index + 1, stream: 'STDERR', text, at: '' }));
