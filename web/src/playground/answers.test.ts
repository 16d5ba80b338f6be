import { describe, expect, it } from 'vitest';
import type { GenerationEvent } from '../../../server/playground/event.ts';
import { type Answers, after } from './answers.ts';

describe('What is answered', () => {
  it('is of those who are asked, as far as it has come', () => {
    const { answers } = answersTo([
      { kind: 'asked', steps: [0, 20] },
      { kind: 'began', step: 20, promptTokens: 7 },
      { kind: 'text', step: 20, index: 0, text: 'one' },
      { kind: 'text', step: 20, index: 0, text: ' more' },
    ]);
    expect(answers).toEqual([
      { step: 0, samples: [], isDone: false },
      { step: 20, promptTokens: 7, samples: [{ text: 'one more' }], isDone: false },
    ]);
  });

  it('has every sample in its place, though a later one begins first', () => {
    const { answers } = answersTo([
      { kind: 'asked', steps: [20] },
      { kind: 'text', step: 20, index: 2, text: 'third' },
      { kind: 'text', step: 20, index: 0, text: 'first' },
    ]);
    expect(answers[0]?.samples).toEqual([{ text: 'first' }, { text: '' }, { text: 'third' }]);
  });

  it('is what the model wrote once it is done, and who failed says why', () => {
    const sample = { index: 0, text: 'whole', tokens: 2, finish: 'length' as const, answer: null };
    const { answers, problem } = answersTo([
      { kind: 'asked', steps: [0, 20] },
      { kind: 'text', step: 20, index: 0, text: 'who' },
      { kind: 'done', step: 20, samples: [sample], seconds: 1, tokensPerSecond: null },
      { kind: 'error', step: 0, code: 'VALIDATION', message: 'Too long' },
      { kind: 'error', step: null, code: 'SAMPLING_FAILED', message: 'Gone' },
    ]);
    expect(answers).toMatchObject([
      { step: 0, isDone: true, problem: 'Too long' },
      {
        step: 20,
        isDone: true,
        samples: [{ text: 'whole', done: { tokens: 2, isCutOff: true, answer: null } }],
      },
    ]);
    expect(problem).toBe('Gone');
  });
});

function answersTo(events: GenerationEvent[]): Answers {
  return events.reduce<Answers>(after, { phase: 'asked', answers: [] });
}
