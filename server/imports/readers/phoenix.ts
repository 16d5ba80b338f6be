import type { JsonObject, JsonValue } from '../../json.ts';
import { draftOf, type SpokenTurn } from '../conversation.ts';
import { joinTurns, parseIfJson, readSpoken, type Spoken } from '../exchange.ts';
import { turnsOfMessages } from '../messages.ts';
import { isObject, type Reader, without } from '../reader.ts';
import { restOf } from '../rest.ts';

const PREFIX = 'attributes.';
const INPUTS = ['llm.input_messages', 'input.value'];
const OUTPUTS = ['llm.output_messages', 'output.value'];

/** Phoenix: examples of its datasets, and spans with the attributes of OpenInference. */
export const phoenix: Reader = {
  name: 'phoenix',
  label: 'Phoenix',
  shape:
    '`id`, `node_id`, `input`, `output`, `metadata`, `splits`; or spans with `attributes` (`input.value`, `output.value`, `llm.input_messages`, `llm.output_messages`), which may be columns `attributes.…`',
  recognises: (row) => isExample(row) || isSpan(row),
  read(row, { splitting }) {
    const { asked, answered, meta, isExpected } = isExample(row) ? readExample(row) : readSpan(row);
    const draft = draftOf(joinTurns(asked, answered), { meta, splitting });
    return [isExpected ? { ...draft, expectedAnswer: draft.finalAnswer } : draft];
  },
};

type Exchange = {
  asked: SpokenTurn[];
  answered: SpokenTurn[];
  meta: JsonObject;
  isExpected: boolean;
};

function isExample(row: JsonObject): boolean {
  return 'node_id' in row && 'input' in row && 'output' in row;
}

function isSpan(row: JsonObject): boolean {
  const attributes = attributesOf(row);
  return [INPUTS, OUTPUTS].every((names) => names.some((name) => name in attributes));
}

/** The output of an example is what is expected. */
function readExample(row: JsonObject): Exchange {
  const asked = readSpoken('user', row['input'], 'input');
  const answered = readSpoken('assistant', row['output'], 'output');
  const meta = {
    ...without(row, 'input', 'output'),
    ...restOf({ input: asked.rest, output: answered.rest }),
  };
  return { asked: asked.turns, answered: answered.turns, meta, isExpected: true };
}

function readSpan(row: JsonObject): Exchange {
  const attributes = attributesOf(row);
  const asked = readSide('user', attributes, INPUTS);
  const answered = readSide('assistant', attributes, OUTPUTS);
  const used = [asked.name, answered.name];
  const isNested = isObject(row['attributes']);
  const left = without(attributes, ...used);
  const meta = {
    ...(isNested
      ? { ...without(row, 'attributes'), ...restOf({ attributes: left }) }
      : without(row, ...used.map((name) => `${PREFIX}${name}`))),
    ...restOf({ input: asked.rest, output: answered.rest }),
  };
  return { asked: asked.turns, answered: answered.turns, meta, isExpected: false };
}

/** The attributes of a span, which are an object, nested or not, or columns of their own. */
function attributesOf(row: JsonObject): JsonObject {
  const { attributes } = row;
  if (isObject(attributes)) return flatten(attributes);
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), value]] : [],
    ),
  );
}

/** Attributes whose names are paths, where they are nested. */
function flatten(attributes: JsonObject): JsonObject {
  const flat = { ...attributes };
  for (const path of [...INPUTS, ...OUTPUTS]) {
    const [group = '', name = ''] = path.split('.');
    const inside = flat[group];
    if (!isObject(inside) || inside[name] === undefined) continue;
    flat[path] = inside[name];
    flat[group] = without(inside, name);
  }
  return flat;
}

function readSide(
  speaker: 'user' | 'assistant',
  attributes: JsonObject,
  names: string[],
): Spoken & { name: string } {
  const name = names.find((one) => attributes[one] != null) ?? names[0] ?? '';
  const value = attributes[name];
  const list = typeof value === 'string' ? parseIfJson(value) : value;
  if (name.endsWith('_messages') && Array.isArray(list))
    return { turns: turnsOfMessages(list.map(toMessage), name), rest: {}, name };
  return { ...readSpoken(speaker, value, name), name };
}

/** A message of OpenInference as chat APIs have it. */
function toMessage(told: JsonValue): JsonValue {
  if (!isObject(told)) return told;
  const inside = isObject(told['message'])
    ? { ...without(told, 'message'), ...told['message'] }
    : told;
  const { contents, ...plain } = dropPrefix(inside, 'message.');
  const parts = Array.isArray(contents) ? { content: contents.map(toPart) } : restOf({ contents });
  const calls = plain['tool_calls'];
  return { ...plain, ...parts, ...(Array.isArray(calls) ? { tool_calls: calls.map(toCall) } : {}) };
}

function toPart(told: JsonValue): JsonValue {
  if (!isObject(told)) return told;
  const nested = told['message_content'];
  const inside = isObject(nested) ? { ...without(told, 'message_content'), ...nested } : told;
  return dropPrefix(inside, 'message_content.');
}

function toCall(told: JsonValue): JsonValue {
  if (!isObject(told)) return told;
  const nested = told['tool_call'];
  const inside = isObject(nested) ? { ...without(told, 'tool_call'), ...nested } : told;
  const call = dropPrefix(inside, 'tool_call.');
  const named = Object.entries(call).filter(([name]) => name.startsWith('function.'));
  if (named.length === 0) return call;
  const rest = without(call, ...named.map(([name]) => name));
  return { ...rest, function: dropPrefix(Object.fromEntries(named), 'function.') };
}

function dropPrefix(object: JsonObject, prefix: string): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name.startsWith(prefix) ? name.slice(prefix.length) : name,
      value,
    ]),
  );
}
