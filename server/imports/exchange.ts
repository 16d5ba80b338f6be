import { type JsonObject, type JsonValue, readJson } from '../json.ts';
import type { SpokenTurn } from './conversation.ts';
import { isMessages, partsOf, turnOfMessage, turnsOfMessages } from './messages.ts';
import { isObject, UnreadableRow, without } from './reader.ts';

/** Turns, and what else stood with them. */
export type Spoken = { turns: SpokenTurn[]; rest: JsonObject };

type Speaker = 'user' | 'assistant';

/** The turns of a value whose form a program was free to choose: a text, messages, an object with a text in one of the usual
 * fields; any other object is its JSON, as a program passed it on. @throws UnreadableRow */
export function readSpoken(speaker: Speaker, value: unknown, place: string): Spoken {
  if (value === null || value === undefined) {
    throw new UnreadableRow(
      `Expected \`${place}\` to say something, got ${value === null ? 'null' : 'nothing'}`,
    );
  }
  const told = typeof value === 'string' ? parseIfJson(value) : value;
  const found = isMessages(told) ? { turns: turnsOfMessages(told, place), rest: {} } : undefined;
  const spoken = found ?? (isObject(told) ? readSpokenObject(speaker, told, place) : undefined);
  if (spoken) return spoken;
  if (isParts(told))
    return { turns: [turnOfMessage({ role: speaker, content: told }, place)], rest: {} };
  return { turns: [{ role: speaker, content: toText(value) }], rest: {} };
}

/** What was asked and what was answered, where the answer may tell the whole conversation again. */
export function joinTurns(asked: SpokenTurn[], answered: SpokenTurn[]): SpokenTurn[] {
  const again = asked.map((turn) => answered.find((other) => isSameTurn(turn, other)));
  const isAgain = answered.length > asked.length && again.every((turn) => turn !== undefined);
  if (!isAgain) return [...asked, ...answered];
  return answered.map((turn) => ({
    ...turn,
    fields: { ...asked[again.indexOf(turn)]?.fields, ...turn.fields },
  }));
}

export function isSameTurn(one: SpokenTurn | undefined, other: SpokenTurn | undefined): boolean {
  return one?.role === other?.role && one?.content === other?.content;
}

/** A value as text: as it is, or as JSON. */
export function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A text that is an object or a list in JSON as that. */
export function parseIfJson(text: string): JsonValue {
  if (!/^\s*[[{]/.test(text)) return text;
  const reading = readJson(text);
  return 'problem' in reading ? text : reading.value;
}

function readSpokenObject(speaker: Speaker, told: JsonObject, place: string): Spoken | undefined {
  const { messages, choices } = told;
  if (isMessages(messages))
    return {
      turns: turnsOfMessages(messages, `${place}.messages`),
      rest: without(told, 'messages'),
    };
  if (Array.isArray(choices) && choices.length === 1 && isObject(choices[0])) {
    const [choice] = choices;
    const { message } = choice;
    if (isObject(message) && 'role' in message) {
      const rest = { ...without(told, 'choices'), ...without(choice, 'message') };
      return { turns: [turnOfMessage(message, `${place}.choices[0].message`)], rest };
    }
  }
  if (typeof told['role'] === 'string') return { turns: [turnOfMessage(told, place)], rest: {} };
  const name = WORDS[speaker].find((word) => typeof told[word] === 'string');
  const text = name === undefined ? undefined : told[name];
  if (name === undefined || typeof text !== 'string') return undefined;
  return { turns: [{ role: speaker, content: text }], rest: without(told, name) };
}

const WORDS: Record<Speaker, string[]> = {
  user: [
    'question',
    'query',
    'prompt',
    'problem',
    'input',
    'user_input',
    'instruction',
    'text',
    'content',
    'message',
  ],
  assistant: ['answer', 'response', 'output', 'completion', 'result', 'text', 'content', 'message'],
};

function isParts(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  if (!value.every((part) => isObject(part) && typeof part['type'] === 'string')) return false;
  return partsOf(value, '').length > 0;
}
