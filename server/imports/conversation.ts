import type { JsonObject } from '../json.ts';
import { type DraftScore, type DraftTurn, type TraceDraft, UnreadableRow } from './reader.ts';
import { splitSteps } from './reasoning.ts';
import type { Splitting } from './splitting.ts';
import { takeReasoning } from './tags.ts';

/** A turn of a conversation, with what was thought before it was said. */
export type SpokenTurn = DraftTurn & {
  reasoning?: string;
  isCall?: boolean;
  /** What else is told of the turn. */
  fields?: JsonObject;
  /** Of the step that the turn becomes. */
  scores?: DraftScore[];
};

type DraftOf = { meta: JsonObject; splitting: Splitting };

/** The trace of a conversation: the assistant's last turn is the answer, the user's last before it the prompt, and what
 * lies between, calls and what tools answered, are its steps. All that is earlier is context. What else is told of turns is
 * in `meta.turn_fields`, by the number of the turn. @throws UnreadableRow */
export function draftOf(turns: readonly SpokenTurn[], { meta, splitting }: DraftOf): TraceDraft {
  const last = turns.at(-1);
  if (last?.role !== 'assistant') {
    throw new UnreadableRow(
      `Expected a conversation that ends with the assistant's turn, got ${last ? `one that ends with a turn of ${last.role}` : 'no turn'}`,
    );
  }
  const asked = turns.findLastIndex(({ role }) => role === 'user');
  const prompt = turns[asked];
  if (!prompt) throw new UnreadableRow("Expected a user's turn before the answer, got none");
  const { reasoning, answer, isTruncated } = thoughtOf(last);
  const between = turns.slice(asked + 1, -1).map((turn) => stepsOf(turn, splitting));
  const steps = [...between.flatMap((some) => some.steps), ...thinking(reasoning, splitting)];
  const scores = scoresOf(between);
  // What was cut off before its answer ends with the last that was thought.
  const finalAnswer = answer || (isTruncated ? steps.pop()?.content : '') || '';
  const context = turns
    .slice(0, asked)
    .filter(({ content, reasoning: thought }) => content.trim() !== '' || thought)
    .map(asContext);
  return {
    ...(context.length > 0 ? { context } : {}),
    prompt: prompt.content,
    steps,
    finalAnswer,
    meta: { ...withFields(meta, turns), ...(isTruncated ? { truncated: true } : {}) },
    ...(scores.length > 0 ? { scores } : {}),
  };
}

function thoughtOf({ content, reasoning }: SpokenTurn): ReturnType<typeof takeReasoning> {
  if (reasoning === undefined) {
    const { isTruncated, ...taken } = takeReasoning(content);
    return {
      ...taken,
      isTruncated: isTruncated || (taken.answer === '' && taken.reasoning !== ''),
    };
  }
  const answer = content.trim();
  return { reasoning, answer, isTruncated: answer === '' };
}

type TurnSteps = { steps: TraceDraft['steps']; scores: DraftScore[] };

function stepsOf(turn: SpokenTurn, splitting: Splitting): TurnSteps {
  const { reasoning, answer } =
    turn.role === 'assistant' ? thoughtOf(turn) : { reasoning: '', answer: turn.content };
  const said = answer.trim() === '' ? [] : [{ type: typeOf(turn), content: answer }];
  return { steps: [...thinking(reasoning, splitting), ...said], scores: turn.scores ?? [] };
}

/** A turn's scores are of the last of its steps. */
function scoresOf(turns: TurnSteps[]): DraftScore[] {
  let count = 0;
  return turns.flatMap(({ steps, scores }) => {
    count += steps.length;
    return steps.length > 0 ? scores.map((score) => ({ ...score, step: count - 1 })) : [];
  });
}

function typeOf({ role, isCall }: SpokenTurn): string {
  if (role === 'tool') return 'observation';
  return isCall ? 'tool_call' : 'say';
}

function thinking(reasoning: string, splitting: Splitting): TraceDraft['steps'] {
  return splitSteps(reasoning, splitting).map((content) => ({ type: 'think', content }));
}

/** What was thought in an earlier turn stays in it, in its tags. */
function asContext({ role, content, reasoning }: SpokenTurn): DraftTurn {
  const said = reasoning ? `<think>\n${reasoning}\n</think>\n\n${content}` : content;
  return { role, content: said };
}

function withFields(meta: JsonObject, turns: readonly SpokenTurn[]): JsonObject {
  const told = turns.flatMap(({ fields }, turn) =>
    fields && Object.keys(fields).length > 0 ? [{ turn, ...fields }] : [],
  );
  return told.length > 0 ? withField(meta, 'turn_fields', told) : meta;
}

/** Meta with one more field, under a name that is free. */
export function withField(meta: JsonObject, name: string, value: JsonObject[string]): JsonObject {
  return name in meta ? withField(meta, `${name}_`, value) : { ...meta, [name]: value };
}
