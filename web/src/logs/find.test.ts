import { describe, expect, it } from 'vitest';
import { spansOf } from './ansi.ts';
import { folded, markFound, placesOf, shownPart } from './find.ts';

describe('Finding a text in a line', () => {
  it('goes by letters in either case, wherever they stand', () => {
    expect([...placesOf('Loss, LOSS', 'lOsS')]).toEqual([
      { start: 0, end: 4 },
      { start: 6, end: 10 },
    ]);
    expect([...placesOf('a', '')]).toEqual([]);
  });

  it('finds the right letters after ones that change their length', () => {
    expect(found('İİİ loss of İzmir', 'LOSS')).toEqual(['loss']);
    expect(found('İİİ loss of İzmir', 'izmir')).toEqual(['İzmir']);
    expect(found('ΟΔΟΣ οδός', 'οδοσ')).toEqual(['ΟΔΟΣ']);
  });

  it('leaves every character of Unicode where it is', () => {
    for (let code = 1; code <= 0x10ffff; code++) {
      const character = String.fromCodePoint(code);
      if (folded(character).length !== character.length) throw new Error(`U+${code.toString(16)}`);
    }
  });

  it('marks what is found across a change of colour', () => {
    const code = String.fromCharCode(27);
    const line = `a lo${code}[31mss b`;
    const { part, found } = shownPart('a loss b', { find: 'loss', most: 100 });
    const marked = markFound(spansOf(line), { start: part.start, found });
    expect(marked.map(({ text, isFound, style }) => [text, isFound, Boolean(style)])).toEqual([
      ['a ', false, false],
      ['lo', true, false],
      ['ss', true, true],
      [' b', false, true],
    ]);
  });

  it('shows the beginning of a long line, or what is around the first place', () => {
    const text = `${'x'.repeat(6_000)}loss${'y'.repeat(6_000)}`;
    expect(shownPart(text, { find: '', most: 5_000 })).toEqual({
      part: { start: 0, end: 5_000 },
      found: [],
    });
    expect(shownPart(text, { find: 'LOSS', most: 5_000 })).toEqual({
      part: { start: 5_800, end: 10_800 },
      found: [{ start: 6_000, end: 6_004 }],
    });
    expect(shownPart(text, { find: 'x', most: 3 }).found).toHaveLength(3);
  });

  it('cuts no character in two', () => {
    expect(shownPart('😀😀', { find: '', most: 3 }).part).toEqual({ start: 0, end: 2 });
  });
});

function found(text: string, find: string): string[] {
  return [...placesOf(text, find)].map(({ start, end }) => text.slice(start, end));
}
