import type { GenerationEvent } from '../../../server/playground/event.ts';

/** One text that a model writes: so far, and once it is done what it was read as. */
export type Written = {
  text: string;
  done?: { tokens: number; isCutOff: boolean; answer: string | null };
};

/** What one checkpoint answers; 0 is the base. */
export type Answer = {
  step: number;
  promptTokens?: number;
  samples: Written[];
  isDone: boolean;
  seconds?: number;
  tokensPerSecond?: number | null;
  problem?: string;
};

export type Answers = {
  phase: 'asked' | 'waiting' | 'loading' | 'ready';
  answers: Answer[];
  problem?: string;
};

/** Answers after what happened: a copy where something changed. */
export function after(answers: Answers, event: GenerationEvent): Answers {
  if (event.kind === 'asked') {
    const asked = event.steps.map((step) => ({ step, samples: [], isDone: false }));
    return { ...answers, answers: asked };
  }
  if (event.kind === 'phase') return { ...answers, phase: event.phase };
  if (event.kind === 'error' && event.step === null) return { ...answers, problem: event.message };
  return {
    ...answers,
    answers: answers.answers.map((answer) =>
      answer.step === event.step ? answerAfter(answer, event) : answer,
    ),
  };
}

function answerAfter(
  answer: Answer,
  event: Exclude<GenerationEvent, { kind: 'asked' | 'phase' }>,
): Answer {
  switch (event.kind) {
    case 'began':
      return { ...answer, promptTokens: event.promptTokens };
    case 'text': {
      const { index, text } = event;
      // One whose first piece is not whole comes after those behind it.
      const length = Math.max(answer.samples.length, index + 1);
      const samples = Array.from({ length }, (_, place) => answer.samples[place] ?? { text: '' });
      return {
        ...answer,
        samples: samples.with(index, { text: (samples[index]?.text ?? '') + text }),
      };
    }
    case 'done':
      return {
        ...answer,
        isDone: true,
        seconds: event.seconds,
        tokensPerSecond: event.tokensPerSecond,
        samples: event.samples.map(({ text, tokens, finish, answer }) => ({
          text,
          done: { tokens, isCutOff: finish === 'length', answer },
        })),
      };
    case 'error':
      return { ...answer, isDone: true, problem: event.message };
  }
}
