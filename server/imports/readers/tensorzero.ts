import type { JsonObject, JsonValue } from '../../json.ts';
import { draftOf, type SpokenTurn } from '../conversation.ts';
import { parseIfJson, toText } from '../exchange.ts';
import { turnOfMessage, turnsOfMessages } from '../messages.ts';
import { draftsOfPair } from '../pair.ts';
import { isObject, kindOf, type Reader, UnreadableRow, without } from '../reader.ts';
import { restOf } from '../rest.ts';

/** TensorZero: inferences and datapoints; outputs that were liked less are rejected. */
export const tensorzero: Reader = {
  name: 'tensorzero',
  label: 'TensorZero',
  shape:
    '`function_name`, `input` with `messages` and `system`, `output` (blocks, or `raw` and `parsed`); `dispreferred_outputs`, `episode_id`, `variant_name`, `tags`',
  recognises: (row) =>
    'function_name' in row && 'output' in row && Array.isArray(inputOf(row)['messages']),
  read(row, { splitting }) {
    const input = inputOf(row);
    const answer = answerOf(row['output'], 'output');
    const less = parseText(row['dispreferred_outputs']);
    const disliked = Array.isArray(less)
      ? less.map((output, index) => answerOf(output, `dispreferred_outputs[${index}]`))
      : [];
    const asked = [
      ...systemIn(input['system']),
      ...turnsOfMessages(withTemplates(input['messages']), 'input.messages'),
    ];
    const meta = {
      ...without(row, 'input', 'output', ...(disliked.length > 0 ? ['dispreferred_outputs'] : [])),
      ...restOf({ input: without(input, 'system', 'messages') }),
    };
    if (disliked.length === 0) return [draftOf([...asked, answer], { meta, splitting })];
    return draftsOfPair(asked, {
      answers: [
        { preferred: 'chosen', turns: [answer] },
        ...disliked.map((turn) => ({ preferred: 'rejected' as const, turns: [turn] })),
      ],
      meta,
      splitting,
    });
  },
};

function inputOf(row: JsonObject): JsonObject {
  const input = parseText(row['input']);
  return isObject(input) ? input : {};
}

/** Its database has objects as JSON. */
function parseText(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === 'string' ? parseIfJson(value) : value;
}

function systemIn(system: JsonValue | undefined): SpokenTurn[] {
  return system == null ? [] : [{ role: 'system', content: toText(system) }];
}

/** A block of text may be the values of a template, which have no text of their own. */
function withTemplates(messages: JsonValue | undefined): JsonValue | undefined {
  if (!Array.isArray(messages)) return messages;
  return messages.map((message) => {
    if (!isObject(message) || !Array.isArray(message['content'])) return message;
    return { ...message, content: message['content'].map(withText) };
  });
}

function withText(block: JsonValue): JsonValue {
  if (!isObject(block)) return block;
  if (block['type'] === 'template')
    return { type: 'text', text: JSON.stringify(without(block, 'type')) };
  const values = block['arguments'] ?? block['value'];
  return block['type'] === 'text' && isObject(values)
    ? { ...without(block, 'arguments', 'value'), text: JSON.stringify(values) }
    : block;
}

function answerOf(value: JsonValue | undefined, place: string): SpokenTurn {
  const output = parseText(value);
  if (isObject(output) && typeof output['raw'] === 'string')
    return {
      role: 'assistant',
      content: output['raw'],
      fields: without(output, 'raw', ...(isSame(output) ? ['parsed'] : [])),
    };
  if (typeof output === 'string' || Array.isArray(output))
    return turnOfMessage({ role: 'assistant', content: output }, place);
  throw new UnreadableRow(
    `Expected \`${place}\` to be blocks of content or to have \`raw\`, got ${kindOf(output)}`,
  );
}

function isSame({ raw, parsed: read }: JsonObject): boolean {
  return typeof raw === 'string' && JSON.stringify(parseIfJson(raw)) === JSON.stringify(read);
}
