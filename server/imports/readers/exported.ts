import { z } from 'zod';
import { formatPath } from '../../errors.ts';
import { type JsonObject, readJson } from '../../json.ts';
import { issuesOf } from '../../parse.ts';
import { withField } from '../conversation.ts';
import {
  type DraftScore,
  type Reader,
  type ReaderChoices,
  type TraceDraft,
  textAt,
  UnreadableRow,
  without,
} from '../reader.ts';
import { takeSteps } from '../takeSteps.ts';

/** What this project exported for others: `messages`, `prompt_completion`, `preference` and `questions`. The traces that
 * they were made of are made again, with their own steps; they get new ids. */
export const exported: Reader = {
  name: 'exported',
  label: "tunix-rt's own exports",
  shape:
    '`messages`, `prompt` and `completion`, `chosen` and `rejected`, or `prompt` and `expected_answer`; `id`, `meta` and `trace` of each trace',
  recognises: (row) => isOf(row, '') || isOf(row, '_chosen'),
  read(row, choices) {
    if (isOf(row, '_chosen')) return pairIn(row, choices);
    const origin = originIn(row, '');
    if ('messages' in row) {
      const { messages } = parse(z.object({ messages: turns }), row);
      const others = without(row, 'messages', ...ORIGIN);
      const told = { asked: messages.slice(0, -1), answer: messages.at(-1) };
      return [draftOf(told, { origin, others, ...choices })];
    }
    if ('completion' in row) {
      const { prompt, completion } = parse(z.object({ prompt: turns, completion: answer }), row);
      const others = without(row, 'prompt', 'completion', ...ORIGIN);
      return [draftOf({ asked: prompt, answer: completion[0] }, { origin, others, ...choices })];
    }
    const { prompt, expected_answer } = parse(QUESTION, row);
    const others = without(row, 'prompt', 'expected_answer', ...ORIGIN);
    const known: Turn = { role: 'assistant', content: expected_answer };
    const draft = draftOf({ asked: prompt, answer: known }, { origin, others, ...choices });
    return [{ ...draft, expectedAnswer: expected_answer }];
  },
};

function pairIn(row: JsonObject, choices: ReaderChoices): TraceDraft[] {
  const { prompt, criteria, ...told } = parse(PAIR, row);
  const names = [...Object.keys(PAIR.shape), ...SIDES.flatMap(namesOf)];
  const others = without(row, ...names);
  return (['chosen', 'rejected'] as const).map((side) => {
    const origin = originIn(row, `_${side}`);
    const draft = draftOf({ asked: prompt, answer: told[side][0] }, { origin, others, ...choices });
    const score: DraftScore = { criteria, score: told[`score_${side}`] };
    return { ...draft, scores: [score] };
  });
}

const SIDES = ['_chosen', '_rejected'] as const;
type Side = '' | (typeof SIDES)[number];

const ORIGIN = namesOf('');

function namesOf(side: Side): string[] {
  return ['id', 'meta', 'trace'].map((name) => `${name}${side}`);
}

function isOf(row: JsonObject, side: Side): boolean {
  return namesOf(side).every((name) => typeof row[name] === 'string');
}

const turn = z.looseObject({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  content: z.string(),
  reasoning_content: z.string().nullish(),
});
const turns = z.array(turn).min(1);
const answer = z.array(turn).length(1);

const QUESTION = z.object({ prompt: turns, expected_answer: z.string() });

const PAIR = z.object({
  prompt: turns,
  chosen: answer,
  rejected: answer,
  criteria: z.string(),
  score_chosen: z.number(),
  score_rejected: z.number(),
});

const REST = z.strictObject({
  trace_version: z.string(),
  expected_answer: z.string().optional(),
  steps: z.array(z.strictObject({ i: z.number(), type: z.string(), length: z.number() })),
});

type Turn = z.output<typeof turn>;
type Origin = z.output<typeof REST> & { meta: JsonObject };

/** What is told of a trace beside its turns. Its id was that of another trace, and is not kept. */
function originIn(row: JsonObject, side: Side): Origin {
  const id = `id${side}`;
  parse(z.object({ [id]: z.uuid() }), row);
  const meta = parse(z.record(z.string(), z.json()).nullable(), jsonIn(row, `meta${side}`));
  return { ...parse(REST, jsonIn(row, `trace${side}`)), meta: meta ?? {} };
}

function jsonIn(row: JsonObject, name: string) {
  const reading = readJson(textAt(row, name));
  if ('value' in reading) return reading.value;
  throw new UnreadableRow(`Expected \`${name}\` to be JSON in a text: ${reading.problem}`);
}

function draftOf(
  { asked, answer: last }: { asked: Turn[]; answer: Turn | undefined },
  {
    origin,
    others,
    splitting,
  }: {
    origin: Origin;
    /** What somebody has added to the row. */
    others: JsonObject;
  } & ReaderChoices,
): TraceDraft {
  const prompt = asked.at(-1);
  if (prompt?.role !== 'user' || last?.role !== 'assistant') {
    throw new UnreadableRow(
      `Expected a user's turn and the assistant's after it, got ${prompt?.role ?? 'none'} and ${last?.role ?? 'none'}`,
    );
  }
  const { steps, content } = takeSteps(last, { cuts: origin.steps, splitting });
  const context = asked.slice(0, -1).map((one) => ({ role: one.role, content: one.content }));
  return {
    traceVersion: origin.trace_version,
    ...(context.length > 0 ? { context } : {}),
    prompt: prompt.content,
    steps,
    finalAnswer: content,
    ...(origin.expected_answer === undefined ? {} : { expectedAnswer: origin.expected_answer }),
    meta: withAdded({ ...origin.meta, ...others }, [
      ...asked,
      { ...last, reasoning_content: null },
    ]),
  };
}

/** Meta with what somebody has added to turns, by the number of the turn. */
function withAdded(meta: JsonObject, told: Turn[]): JsonObject {
  const added = told.flatMap(({ role: _role, content: _content, ...rest }, index) => {
    const fields = without(parse(z.record(z.string(), z.json()), rest));
    return Object.keys(fields).length > 0 ? [{ turn: index, ...fields }] : [];
  });
  return added.length > 0 ? withField(meta, 'turn_fields', added) : meta;
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new UnreadableRow(
    issuesOf(result.error)
      .map(({ path, message }) => `${formatPath(path)}: ${message}`)
      .join('; '),
  );
}
