import {
  answerColumn,
  answerMessage,
  askedMessages,
  forgesThought,
  ORIGIN_COLUMNS,
  originOf,
} from './conversation.ts';
import type { Format } from './format.ts';

/** What is asked and what is to be learned, apart: TRL's conversational form. */
export const promptCompletion: Format = {
  of: 'traces',
  columns: ({ reasoning }) => [
    { name: 'prompt', type: 'messages' },
    answerColumn('completion', reasoning),
    ...ORIGIN_COLUMNS,
  ],
  recordOf: (trace, { reasoning }) => ({
    prompt: askedMessages(trace),
    completion: [answerMessage(trace, reasoning)],
    ...originOf(trace),
  }),
  forges: (trace, { reasoning }) => forgesThought(trace, reasoning),
};
