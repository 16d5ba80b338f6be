import { z } from 'zod';
import { text } from '../../traces/trace.ts';
import { FIELD_PATH, LONGEST_FIELD_PATH } from './fieldPath.ts';

const fieldPath = z
  .string()
  .max(LONGEST_FIELD_PATH)
  .regex(
    FIELD_PATH,
    'Expected the path of a field, such as `question`, `data.answer` or `messages[-1].content`; a key with a dot stands in double quotes',
  );

const optionalPath = fieldPath.nullish().transform((path) => path ?? undefined);

/** From which fields of a row the parts of a trace are read. */
export const mapping = z
  .strictObject({
    /** The prompt, unless the conversation has it. */
    prompt: optionalPath,
    /** A list of turns: those before the prompt, and the prompt and the answer where they are not given beside it. */
    messages: optionalPath,
    /** A text, or a list of steps. */
    reasoning: optionalPath,
    answer: optionalPath,
    expectedAnswer: optionalPath,
    /** What goes into meta: all that is left, or some of it. */
    meta: z
      .union([z.literal('rest'), z.array(fieldPath).max(100)], {
        error: 'Expected `meta` to be "rest" or a list of paths',
      })
      .default('rest'),
    /** The paths of scores, by criteria: a number, true or false, or a list of them, one for each step. */
    scores: z
      .record(text(64), fieldPath)
      .nullish()
      .transform((scores) => scores ?? {}),
  })
  .refine(({ prompt, messages }) => prompt ?? messages, {
    path: ['prompt'],
    error: 'Expected a path for `prompt`, or for `messages`, got neither',
  })
  .refine(({ answer, expectedAnswer, messages }) => answer ?? expectedAnswer ?? messages, {
    path: ['answer'],
    error: 'Expected a path for `answer`, `expectedAnswer` or `messages`, got none of them',
  });

export type Mapping = z.output<typeof mapping>;
