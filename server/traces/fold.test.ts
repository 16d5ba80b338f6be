import { describe, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../testing/testServer.ts';
import { findFolded, foldingOf } from './fold.ts';

const FOUND = `query ($search: String!) {
  traces(filter: { search: $search }) { edges { node { prompt excerpt(search: $search) { match } } } }
}`;

const CASES: [search: string, text: string, match: string | undefined][] = [
  ['übung', 'Eine ÜBUNG.', 'ÜBUNG'],
  ['HÖREN', 'hören', 'hören'],
  ['Übung', 'eine U\u0308bung', 'U\u0308bung'],
  ['u\u0308bung', 'Übung', 'Übung'],
  ['caf\u00e9', 'Le CAFE\u0301 noir', 'CAFE\u0301'],
  ['ПРИВЕТ, МИЙ', 'привет, мий', 'привет, мий'],
  [
    'Съешь ещё этих мягких французских булок, да выпей же чаю',
    'СЪЕШЬ ЕЩЁ ЭТИХ МЯГКИХ ФРАНЦУЗСКИХ БУЛОК, ДА ВЫПЕЙ ЖЕ ЧАЮ!',
    'СЪЕШЬ ЕЩЁ ЭТИХ МЯГКИХ ФРАНЦУЗСКИХ БУЛОК, ДА ВЫПЕЙ ЖЕ ЧАЮ',
  ],
  [
    'Θέλει αρετή και τόλμη η ελευθερία',
    'θέλει αρετή και τόλμη η ελευθερία',
    'θέλει αρετή και τόλμη η ελευθερία',
  ],
  ['σοφος', 'ΣΟΦΟΣ', 'ΣΟΦΟΣ'],
  ['100%_!', '100%_!', '100%_!'],
  ['"a\\b"', 'x "A\\B" y', '"A\\B"'],
  ['漢字', '漢字', '漢字'],
  ['İSTANBUL', 'in İstanbul', 'İstanbul'],
  ['ubung', 'übung', undefined],
];

describe('A text that is looked for', () => {
  it.each(CASES)('"%s" is in "%s" as %o', (search, text, match) => {
    const place = findFolded(text, foldingOf(search));
    expect(place && text.slice(...place)).toBe(match);
  });
});

describeOnEachDatabase('A search', (open) => {
  it('finds letters in either case and accents composed or not, in prompts and in steps', async () => {
    const server = await open();
    const line = (prompt: string, content: string) =>
      JSON.stringify({
        trace_version: '1.0',
        prompt,
        final_answer: '-',
        steps: [{ i: 0, type: 't', content }],
      });
    const texts = [...new Set(CASES.map(([, text]) => text))];
    const lines = texts.flatMap((text) => [line(text, '-'), line('-', `\n${text}`)]);
    await server.fetch('/traces/import', { method: 'POST', body: lines.join('\n') });
    for (const [search, text, match] of CASES) {
      const { edges } = (await server.data(FOUND, { search })).traces;
      const matches = edges.map(
        ({ node }: { node: { excerpt: { match: string } } }) => node.excerpt.match,
      );
      const count = matches.filter((each: string) => each === match).length;
      expect([search, text, count]).toEqual([search, text, match === undefined ? 0 : 2]);
    }
  });
});
