import type { JsonObject, JsonValue } from '../json.ts';
import type { SpokenTurn } from './conversation.ts';
import { isObject, kindOf, lookUp, UnreadableRow, without } from './reader.ts';

/** Whether a value is a list of messages, each with its role. */
export function isMessages(value: unknown): value is JsonObject[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((one) => isObject(one) && 'role' in one)
  );
}

/** The turns of messages as chat APIs have them: content as a text or in parts, reasoning beside it or among the parts, calls
 * of tools. @throws UnreadableRow */
export function turnsOfMessages(messages: unknown, place: string): SpokenTurn[] {
  if (!Array.isArray(messages)) {
    throw new UnreadableRow(`Expected \`${place}\` to be a list, got ${kindOf(messages)}`);
  }
  return messages.map((message, index) => turnOfMessage(message, `${place}[${index}]`));
}

/** The turn of one message. @throws UnreadableRow */
export function turnOfMessage(message: unknown, place: string): SpokenTurn {
  if (!isObject(message)) {
    throw new UnreadableRow(`Expected \`${place}\` to be a message, got ${kindOf(message)}`);
  }
  const role = roleOf(message, place);
  const parts = partsOf(message['content'], `${place}.content`);
  const calls = callsOf(message);
  const refusal = typeof message['refusal'] === 'string' ? [message['refusal']] : [];
  const said = [
    ...parts.filter(({ kind }) => kind !== 'reasoning').map(({ text }) => text),
    ...refusal,
    ...calls.map(({ text }) => text),
  ].filter((text) => text !== '');
  const beside = BESIDE.find((name) => isFilled(message[name]));
  const thoughts = parts.flatMap(({ kind, text }) => (kind === 'reasoning' ? [text] : []));
  const reasoning = [...(beside ? [String(message[beside])] : []), ...thoughts].join('\n\n');
  const isAnswered = parts.length > 0 && parts.every(({ kind }) => kind === 'result');
  return {
    role: role === 'user' && isAnswered ? 'tool' : role,
    content: said.join('\n\n'),
    isCall: calls.length > 0 || parts.some(({ kind }) => kind === 'call'),
    ...(reasoning.trim() === '' ? {} : { reasoning }),
    fields: fieldsOf(message, { beside, calls, parts }),
  };
}

const BESIDE = ['reasoning_content', 'reasoning', 'thinking'];

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function roleOf(message: JsonObject, place: string): SpokenTurn['role'] {
  const role = lookUp(ROLES, message['role']);
  if (role) return role;
  throw new UnreadableRow(
    `Expected \`${place}.role\` to be one of ${Object.keys(ROLES).join(', ')}, got ${JSON.stringify(message['role']) ?? 'nothing'}`,
  );
}

const ROLES: Record<string, SpokenTurn['role']> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  model: 'assistant',
  tool: 'tool',
  function: 'tool',
};

type Part = { kind: 'text' | 'reasoning' | 'call' | 'result'; text: string; rest: JsonObject };

/** The parts of a message's content. @throws UnreadableRow */
export function partsOf(content: unknown, place: string): Part[] {
  if (content == null) return [];
  if (typeof content === 'string') return [{ kind: 'text', text: content, rest: {} }];
  if (!Array.isArray(content)) {
    throw new UnreadableRow(`Expected \`${place}\` to be a text, got ${kindOf(content)}`);
  }
  return content.map((part, index) => partOf(part, `${place}[${index}]`));
}

function partOf(part: unknown, place: string): Part {
  if (typeof part === 'string') return { kind: 'text', text: part, rest: {} };
  const type = isObject(part) ? part['type'] : undefined;
  const kind = lookUp(KINDS, type);
  if (isObject(part) && kind) {
    const name = WORDS.find((word) => typeof part[word] === 'string');
    const text = name && part[name];
    if (typeof text === 'string' && (kind !== 'call' || CALL_WORDS.includes(name ?? '')))
      return { kind, text, rest: without(part, 'type', name ?? '') };
    // A call, and what came of it, may be an object.
    if (kind === 'call' || kind === 'result')
      return { kind, text: JSON.stringify(without(part, 'type', 'id')), rest: idOf(part) };
  }
  throw new UnreadableRow(
    `Expected \`${place}\` to be one of ${Object.keys(KINDS).join(', ')} with its text, got ${JSON.stringify(type) ?? kindOf(part)}`,
  );
}

const WORDS = ['text', 'value', 'reasoning', 'thinking', 'refusal', 'content', 'result', 'output'];
const CALL_WORDS = ['text', 'value'];

const KINDS: Record<string, Part['kind']> = {
  text: 'text',
  input_text: 'text',
  output_text: 'text',
  raw_text: 'text',
  refusal: 'text',
  reasoning: 'reasoning',
  thinking: 'reasoning',
  thought: 'reasoning',
  tool_call: 'call',
  tool_use: 'call',
  tool_result: 'result',
};

function idOf(part: JsonObject): JsonObject {
  return part['id'] === undefined || part['id'] === null ? {} : { id: part['id'] };
}

type Call = { text: string; rest: JsonValue };

/** A call is what it calls, with what: its id and its kind are told beside. */
function callsOf(message: JsonObject): Call[] {
  const calls = Array.isArray(message['tool_calls']) ? message['tool_calls'] : [];
  const older = isObject(message['function_call']) ? [{ function: message['function_call'] }] : [];
  return [...calls, ...older].map((call) =>
    isObject(call) && isObject(call['function'])
      ? { text: JSON.stringify(call['function']), rest: without(call, 'function') }
      : { text: JSON.stringify(call), rest: {} },
  );
}

function fieldsOf(
  message: JsonObject,
  { beside, calls, parts }: { beside: string | undefined; calls: Call[]; parts: Part[] },
): JsonObject {
  const used = ['role', 'content', ...(beside ? [beside] : [])];
  if (typeof message['refusal'] === 'string') used.push('refusal');
  if (Array.isArray(message['tool_calls'])) used.push('tool_calls');
  if (isObject(message['function_call'])) used.push('function_call');
  const callFields = calls.map(({ rest }) => rest).filter(isFull);
  const partFields = parts.map(({ rest }) => rest).filter(isFull);
  return {
    ...without(message, ...used),
    ...(callFields.length > 0 ? { tool_calls: callFields } : {}),
    ...(partFields.length > 0 ? { parts: partFields } : {}),
  };
}

/** Whether a value is an object that holds something. */
export function isFull(value: JsonValue): boolean {
  return isObject(value) && Object.keys(value).length > 0;
}
