import {
  answerColumn,
  answerMessage,
  askedMessages,
  forgesThought,
  ORIGIN_COLUMNS,
  originOf,
} from './conversation.ts';
import type { Format } from './format.ts';

/** Pairs of answers to one prompt: TRL's conversational form with the prompt apart. */
export const preference: Format = {
  of: 'pairs',
  columns: ({ reasoning }) => [
    { name: 'prompt', type: 'messages' },
    answerColumn('chosen', reasoning),
    answerColumn('rejected', reasoning),
    { name: 'criteria', type: 'text' },
    { name: 'score_chosen', type: 'number' },
    { name: 'score_rejected', type: 'number' },
    ...SIDES.flatMap((side) =>
      ORIGIN_COLUMNS.map((column) => ({ ...column, name: `${column.name}_${side}` })),
    ),
  ],
  recordOf: ({ chosen, rejected, criteria, chosenScore, rejectedScore }, { reasoning }) => ({
    prompt: askedMessages(chosen),
    chosen: [answerMessage(chosen, reasoning)],
    rejected: [answerMessage(rejected, reasoning)],
    criteria,
    score_chosen: chosenScore,
    score_rejected: rejectedScore,
    ...named(originOf(chosen), 'chosen'),
    ...named(originOf(rejected), 'rejected'),
  }),
  forges: (trace, { reasoning }) => forgesThought(trace, reasoning),
};

const SIDES = ['chosen', 'rejected'] as const;

function named(origin: Record<string, string>, side: (typeof SIDES)[number]) {
  return Object.fromEntries(
    Object.entries(origin).map(([name, text]) => [`${name}_${side}`, text]),
  );
}
