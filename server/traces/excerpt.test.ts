import { describe, expect, it } from 'vitest';
import { excerptOf, startOf } from './excerpt.ts';

const trace = {
  prompt: 'How many minutes are there in 2.75 hours?',
  steps: [
    { i: 0, type: 'plan', content: 'An hour has 60 minutes.' },
    { i: 7, type: 'compute', content: `${'Long before. '.repeat(9)}2.75 × 60\n\tis 165.` },
  ],
  finalAnswer: '165 (*)',
};

describe('An excerpt', () => {
  it('shows the first place where a text stands: prompt, steps, answer', () => {
    expect(excerptOf(trace, 'MINUTES')).toEqual({
      part: 'PROMPT',
      step: null,
      before: 'How many ',
      match: 'minutes',
      after: ' are there in 2.75 hours?',
    });
    expect(excerptOf(trace, '× 60')).toEqual({
      part: 'STEP',
      step: 7,
      before: '…before. Long before. 2.75 ',
      match: '× 60',
      after: ' is 165.',
    });
    expect(excerptOf(trace, '(*)')).toMatchObject({ part: 'ANSWER', before: '165 ', after: '' });
    expect(excerptOf(trace, 'nowhere')).toBeNull();
  });

  it('marks all words where they follow each other, in either case, and else the first of them', () => {
    const prompt = 'a\\b [c]+d* ^e$ f|g {h} /i/ (j)? k-l m.n';
    expect(excerptOf({ ...trace, prompt }, prompt.toUpperCase())).toMatchObject({ match: prompt });
    expect(excerptOf(trace, 'hour minutes')).toMatchObject({ part: 'PROMPT', match: 'minutes' });
    expect(excerptOf({ ...trace, prompt: 'Äpfel' }, 'äpfel')).toMatchObject({ match: 'Äpfel' });
    expect(excerptOf({ ...trace, prompt: 'axn' }, 'a.n')).toBeNull();
  });

  it('cuts between characters', () => {
    const prompt = `${'😀'.repeat(41)}needle x${'😀'.repeat(150)}`;
    const found = excerptOf({ ...trace, prompt }, 'needle');
    expect(found?.before).toBe(`…${'😀'.repeat(20)}`);
    expect(found?.after).toBe(` x${'😀'.repeat(99)}…`);
    expect(startOf(`${'x'.repeat(399)}😀`)).toBe('x'.repeat(399));
    expect(startOf('  two\n lines ')).toBe('two lines');
  });
});
