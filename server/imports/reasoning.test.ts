import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSteps } from './reasoning.ts';
import { SPLITTINGS } from './splitting.ts';

describe('Reasoning', () => {
  it('becomes steps by paragraphs, and loses nothing but white space', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'é', '𝄞', ' ', '\n', '\n\n')), (parts) => {
        const text = parts.join('');
        const words = (some: string) => some.replace(/\s+/g, '');
        expect(words(splitSteps(text, 'auto').join(''))).toBe(words(text));
        expect(splitSteps(text, 'auto').every((step) => step.trim() === step && step !== '')).toBe(
          true,
        );
      }),
    );
  });

  it('becomes a thousand steps at most, none too long', () => {
    const many = splitSteps(
      Array.from({ length: 1_500 }, (_, index) => `${index}`).join('\n\n'),
      'auto',
    );
    expect(many).toHaveLength(1_000);
    expect(many.at(-1)).toMatch(/^999\n\n1000[\s\S]*1499$/);
    const long = splitSteps('𝄞'.repeat(450_000), 'auto');
    expect(long.map((step) => [...step].length)).toEqual([200_000, 200_000, 50_000]);
  });

  const LIST = `I begin.
1. First, see:
   1. a
   2. b
2. Then 3. is no mark,
   3. nor is this.

3) And last.`;
  const HEADED = `### Step 1: Read
It says 2.
Step 3 comes later.
**Step 2:** Add
Step 3. Done`;

  it.for<[(typeof SPLITTINGS)[number], string, string[]]>([
    ['one', LIST, [LIST]],
    ['lines', 'a\n\nb \n c', ['a', 'b', 'c']],
    ['paragraphs', 'a\nb\n \nc', ['a\nb', 'c']],
    ['auto', 'a\nb\n \nc', ['a\nb', 'c']],
    [
      'numbered',
      LIST,
      [
        'I begin.',
        'First, see:\n   1. a\n   2. b',
        'Then 3. is no mark,\n   3. nor is this.',
        'And last.',
      ],
    ],
    ['numbered', '(0) a\n(1) b', ['a', 'b']],
    ['numbered', '**1.** a\n**2.** b', ['a', 'b']],
    ['numbered', '1984 was a year.\n7. is late', ['1984 was a year.\n7. is late']],
    ['stepN', HEADED, ['Read\nIt says 2.\nStep 3 comes later.', 'Add', 'Done']],
    ['stepN', '**Step 1**\na\n**Step 2**\nb', ['a', 'b']],
    ['stepN', 'step 1 - a\nSTEP 2) b', ['a', 'b']],
    ['stepN', 'no steps', ['no steps']],
  ])('is split by %s: %j', ([splitting, text, steps]) => {
    expect(splitSteps(text, splitting)).toEqual(steps);
  });

  it.for(SPLITTINGS)('of nothing but white space has no steps by %s', (splitting) => {
    expect(splitSteps(' \n\n ', splitting)).toEqual([]);
  });

  it.for(SPLITTINGS)('loses no word by %s', (splitting) => {
    const parts = fc.array(
      fc.constantFrom('1. ', 'Step 1: ', 'word', '2', '\n', '\n\n', ' ', '- '),
    );
    fc.assert(
      fc.property(parts, (some) => {
        const text = some.join('');
        const words = (one: string) => one.match(/word/g)?.length ?? 0;
        expect(words(splitSteps(text, splitting).join('\n'))).toBe(words(text));
      }),
    );
  });
});
