import { describe, expect, it } from 'vitest';
import type { Answer } from './answers.ts';
import { paceText } from './paceText.ts';

const answered = (tokens: number): Answer => ({
  ...{ step: 20, isDone: true },
  samples: [{ text: '', done: { tokens, isCutOff: false, answer: null } }],
});

describe('The pace of an answer', () => {
  it('is told apart from the wait for its first token', () => {
    expect(paceText({ ...answered(500), seconds: 18.4, tokensPerSecond: 2_500 })).toBe(
      '500 tokens in 200 ms, after 18.2 s until the first',
    );
    expect(paceText({ ...answered(3), seconds: 18.2, tokensPerSecond: null })).toBe(
      '3 tokens after 18.2 s',
    );
    expect(paceText(answered(3))).toBeUndefined();
  });
});
