import { describe, expect, it } from 'vitest';
import { contrast, type Linear, leastDistance, tokensOf } from './color.fixture.ts';

const GROUNDS = ['paper', 'surface', 'sunken'];
const TEXTS = ['ink', 'ink-soft', 'ink-faint', 'accent', 'good', 'warn', 'bad'];
const WASHED = ['accent', 'good', 'warn', 'bad'];
const MARKS = /^(series-\d|outcome-[\w-]+|line-strong|accent|good|warn|bad)$/;

describe.for(['light', 'dark'] as const)('The colours of the %s theme', (theme) => {
  const tokens = tokensOf(theme);
  const of = (name: string): Linear => {
    const color = tokens.get(name);
    if (!color) throw new Error(`Expected a colour --${name}, got none`);
    return color;
  };
  const set = (pattern: RegExp) => new Map([...tokens].filter(([name]) => pattern.test(name)));
  /** The pairs of text and ground whose contrast is under a ratio. */
  const tooFaint = (pairs: [text: string, ground: string][], least: number) =>
    pairs
      .map(([text, ground]) => ({ text, ground, ratio: contrast(of(text), of(ground)) }))
      .filter(({ ratio }) => ratio < least)
      .map(({ text, ground, ratio }) => `${text} on ${ground}: ${ratio.toFixed(2)}`);
  const each = (names: string[], grounds: string[]): [string, string][] =>
    names.flatMap((name) => grounds.map((ground): [string, string] => [name, ground]));

  it('are read as texts on every ground, and on their own washes', () => {
    expect(tooFaint(each(TEXTS, GROUNDS), 4.5)).toEqual([]);
    expect(
      tooFaint(
        WASHED.map((name) => [name, `${name}-wash`]),
        4.5,
      ),
    ).toEqual([]);
    const washes = [...set(/-wash$|^diff-|^found$/).keys()];
    expect(tooFaint(each(['ink'], washes), 4.5)).toEqual([]);
    expect(tooFaint(each(['ink-soft'], ['quiet-wash']), 4.5)).toEqual([]);
  });

  it('are seen as lines and marks', () => {
    const marks = [...set(MARKS).keys()];
    expect(marks.length).toBeGreaterThan(14);
    expect(tooFaint(each(marks, ['surface']), 3)).toEqual([]);
    expect(tooFaint(each(['line-strong'], GROUNDS), 3)).toEqual([]);
  });

  it('are told apart as series and as outcomes, also by colour-blind eyes', () => {
    for (const pattern of [/^series-\d$/, /^outcome-/]) {
      const { distance, between } = leastDistance(set(pattern));
      expect(`${distance < 5 ? between : 'none'} under 5`).toBe('none under 5');
    }
  });
});
