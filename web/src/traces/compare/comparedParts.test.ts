import { describe, expect, it } from 'vitest';
import { comparedParts } from './comparedParts.ts';

const trace = (prompt: string, steps: [type: string, content: string][], finalAnswer = '4') => ({
  prompt,
  finalAnswer,
  steps: steps.map(([type, content], i) => ({ i, type, content })),
});

describe('Two traces', () => {
  it('are compared part by part, steps by their place', () => {
    const base = trace('2 + 2?', [
      ['plan', 'add them'],
      ['compute', '2 + 2 = 4'],
    ]);
    const other = trace('2 + 2?', [['plan', 'count them']]);
    expect(
      [...comparedParts(base, other)].map(({ name, isSame, types, diff }) => [
        name,
        isSame,
        types,
        diff.removedWords,
        diff.addedWords,
      ]),
    ).toEqual([
      ['Prompt', true, ['', ''], 0, 0],
      ['Step 1', false, ['plan', 'plan'], 1, 1],
      ['Step 2', false, ['compute', null], 3, 0],
      ['Answer', true, ['', ''], 0, 0],
    ]);
  });

  it('differ in a step that only has another type', () => {
    const [base, other] = [trace('p', [['plan', 'x']]), trace('p', [['check', 'x']])];
    const [, step] = comparedParts(base, other);
    expect(step).toMatchObject({ isSame: false, types: ['plan', 'check'] });
  });
});
