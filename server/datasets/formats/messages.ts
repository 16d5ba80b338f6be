import {
  answerColumn,
  answerMessage,
  askedMessages,
  forgesThought,
  ORIGIN_COLUMNS,
  originOf,
} from './conversation.ts';
import type { Format } from './format.ts';

/** A chat, as trainers and OpenAI's API have it. */
export const messages: Format = {
  of: 'traces',
  columns: ({ reasoning }) => [answerColumn('messages', reasoning), ...ORIGIN_COLUMNS],
  recordOf: (trace, { reasoning }) => ({
    messages: [...askedMessages(trace), answerMessage(trace, reasoning)],
    ...originOf(trace),
  }),
  forges: (trace, { reasoning }) => forgesThought(trace, reasoning),
};
