import type { StoredTrace } from '../../traces/read.ts';
import { askedMessages, ORIGIN_COLUMNS, originOf } from './conversation.ts';
import type { Format } from './format.ts';

/** What is asked, up to where the model is to speak, and what it should answer. The reasoning and the answer that a trace
 * has are not in it, so that nobody learns or grades by them unawares. */
export const questions: Format = {
  of: 'questions',
  columns: () => [
    { name: 'prompt', type: 'messages' },
    { name: 'expected_answer', type: 'text' },
    ...ORIGIN_COLUMNS,
  ],
  recordOf: questionRecord,
};

/** A trace as a question. */
export function questionRecord(trace: StoredTrace): object {
  return {
    prompt: askedMessages(trace),
    expected_answer: trace.expectedAnswer,
    ...originOf({ ...trace, expectedAnswer: undefined, steps: [] }),
  };
}
