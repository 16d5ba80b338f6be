import type { JsonObject, JsonValue } from '../../json.ts';
import type { SpokenTurn } from '../conversation.ts';
import { readSpoken, toText } from '../exchange.ts';
import { isMessages, turnOfMessage, turnsOfMessages } from '../messages.ts';
import {
  isObject,
  kindOf,
  type Reader,
  type ReaderChoices,
  type TraceDraft,
  UnreadableRow,
  without,
} from '../reader.ts';
import { restOf } from '../rest.ts';
import { draftOfTrajectory } from '../trajectory.ts';
import { scoresOf } from './inspectScores.ts';

/** inspect_ai: the samples of a log, one a row or all of a log in one. */
export const inspect: Reader = {
  name: 'inspect',
  label: 'inspect_ai log',
  shape:
    '`id`, `epoch`, `input`, `target`, `messages`, `output`, `scores`; or a whole log with `eval` and such `samples`',
  recognises: (row) => isLog(row) || isSample(row),
  read(row, choices) {
    if (!isLog(row)) return [draftOfSample(row, { ...choices, place: '' })];
    const { samples } = row;
    if (!Array.isArray(samples) || samples.length === 0)
      throw new UnreadableRow('Expected a log with at least one of `samples`, got none');
    const about = without(row, 'samples');
    return samples.map((sample, index) => {
      const place = `samples[${index}].`;
      if (!isObject(sample))
        throw new UnreadableRow(
          `Expected \`samples[${index}]\` to be a sample, got ${kindOf(sample)}`,
        );
      const draft = draftOfSample(sample, { ...choices, place });
      return { ...draft, meta: { ...draft.meta, log: about } };
    });
  },
};

function isLog({ eval: about, samples }: JsonObject): boolean {
  return isObject(about) && Array.isArray(samples);
}

function isSample(row: JsonObject): boolean {
  return (
    'epoch' in row && 'input' in row && 'target' in row && ('output' in row || 'messages' in row)
  );
}

function draftOfSample(
  sample: JsonObject,
  { place, ...choices }: { place: string } & ReaderChoices,
): TraceDraft {
  const resolved = isObject(sample['attachments'])
    ? fillAttachments(sample, sample['attachments'])
    : sample;
  const { turns, rest } = turnsOf(resolved, place);
  const { scores, left } = scoresOf(sample['scores'] ?? null);
  const { target } = sample;
  const targets = Array.isArray(target) ? target : [target];
  const [expected] = targets.length === 1 ? targets : [];
  const isExpected = typeof expected === 'string' && expected.trim() !== '';
  const used = ['input', 'messages', 'output', 'scores', ...(isExpected ? ['target'] : [])];
  const meta = { ...without(sample, ...used), ...rest, ...restOf({ scores: left }) };
  const draft = draftOfTrajectory(turns, { ...choices, meta });
  return {
    ...draft,
    ...(isExpected ? { expectedAnswer: expected } : {}),
    scores: [...(draft.scores ?? []), ...scores],
  };
}

/** What was said in all, or else what went in and what came out; what is told twice is kept once. */
function turnsOf(sample: JsonObject, place: string): { turns: SpokenTurn[]; rest: JsonObject } {
  const { input, messages, output } = sample;
  const result = isObject(output) ? output : {};
  const choices = Array.isArray(result['choices']) ? result['choices'] : [];
  const [choice] = choices;
  const answer = isObject(choice) && isObject(choice['message']) ? [choice['message']] : [];
  const isWhole = isMessages(messages);
  const asked = isWhole ? undefined : readSpoken('user', input, `${place}input`);
  const answered = answer.map((one) => turnOfMessage(one, `${place}output.choices[0].message`));
  const turns = asked
    ? [...asked.turns, ...answered]
    : turnsOfMessages(messages, `${place}messages`);
  const isRepeated = choices.length <= 1 && (!isWhole || isToldBy(turns, answered));
  const isAsked = asked !== undefined || isInputOf(turns, input ?? null);
  const told = answered.map(({ content }) => content);
  const completion = result['completion'];
  const drop = [
    ...(isRepeated ? ['choices'] : []),
    ...(typeof completion === 'string' && told.includes(completion) ? ['completion'] : []),
  ];
  const isLong = isObject(choice) && choice['stop_reason'] === 'max_tokens';
  const choiceRest = isRepeated && isObject(choice) ? without(choice, 'message') : {};
  const more = asked || !isRepeated ? {} : fieldsBeside(answered, turns);
  return {
    turns,
    rest: {
      ...asked?.rest,
      ...(isAsked ? {} : restOf({ input })),
      ...restOf({
        output: isObject(output)
          ? { ...without(output, ...drop), ...choiceRest, ...restOf({ message: more }) }
          : (output ?? null),
      }),
      ...(isLong ? { truncated: true } : {}),
    },
  };
}

/** What is told of an answer that is not told of the turns. */
function fieldsBeside(answered: SpokenTurn[], turns: SpokenTurn[]): JsonObject {
  const known = new Set(turns.flatMap(({ fields = {} }) => Object.entries(fields)).map(keyOf));
  const fields = answered.flatMap((answer) => Object.entries(answer.fields ?? {}));
  return Object.fromEntries(fields.filter((field) => !known.has(keyOf(field))));
}

function keyOf(field: [string, JsonValue]): string {
  return JSON.stringify(field);
}

function isToldBy(turns: SpokenTurn[], answered: SpokenTurn[]): boolean {
  return answered.every((answer) =>
    turns.some(
      ({ content, reasoning }) => content === answer.content && reasoning === answer.reasoning,
    ),
  );
}

function isInputOf(turns: SpokenTurn[], input: JsonValue): boolean {
  const told = isMessages(input)
    ? input.map(({ content }) => toText(content ?? null))
    : [toText(input)];
  return told.every((text) => turns.some(({ content }) => content === text));
}

/** A sample with its long texts in their places, where a log keeps them apart. */
function fillAttachments(sample: JsonObject, attachments: JsonObject): JsonObject {
  const resolve = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') {
      const name = /^attachment:\/\/([\da-f]+)$/i.exec(value)?.[1];
      return (name !== undefined && Object.hasOwn(attachments, name) && attachments[name]) || value;
    }
    if (Array.isArray(value)) return value.map(resolve);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolve(one)]));
  };
  const { input = null, messages = null, output = null } = sample;
  return { ...sample, input: resolve(input), messages: resolve(messages), output: resolve(output) };
}
