import type { JsonObject, JsonValue } from '../../json.ts';
import { draftOf, type SpokenTurn } from '../conversation.ts';
import { parseIfJson } from '../exchange.ts';
import { isMessages, turnsOfMessages } from '../messages.ts';
import {
  type DraftScore,
  isObject,
  kindOf,
  listAt,
  type Reader,
  UnreadableRow,
  without,
} from '../reader.ts';
import { scoreOf, verdictOf } from '../verdict.ts';

const KNOWN =
  'doc_id doc target arguments resps filtered_resps filter metrics doc_hash prompt_hash target_hash'.split(
    ' ',
  );

/** lm-evaluation-harness: logged samples, with each response that a model wrote. */
export const lmEval: Reader = {
  name: 'lm-eval',
  label: 'lm-evaluation-harness samples',
  shape:
    '`doc_id`, `doc`, `target`, `arguments`, `resps`, `filtered_resps`, `filter`, `metrics` and a field for each metric',
  recognises: (row) => 'doc_id' in row && 'arguments' in row && Array.isArray(row['resps']),
  read(row, { splitting }) {
    const asked = askedIn(row['arguments'] ?? null);
    const texts = responsesOf(row);
    const scores = metricsOf(row);
    const { target } = row;
    const isExpected =
      (typeof target === 'string' && target.trim() !== '') || typeof target === 'number';
    const scored = new Set(scores.map(({ criteria }) => criteria));
    const metrics = Object.keys(row).filter((name) => scored.has(criteriaOf(name, row)));
    const used = ['resps', ...(isExpected ? ['target'] : []), ...metrics];
    const meta = { ...without(row, ...used), arguments: settingsOf(row['arguments'] ?? null) };
    return texts.map((content, index) => {
      const turns: SpokenTurn[] = [...asked, { role: 'assistant', content }];
      const its = texts.length > 1 ? { ...meta, response: index } : meta;
      return {
        ...draftOf(turns, { meta: its, splitting }),
        ...(isExpected ? { expectedAnswer: String(target) } : {}),
        scores,
      };
    });
  },
};

/** What a model was asked: the first argument of the first request, which the Hub keeps under names. It is a text, or messages
 * in JSON. @throws UnreadableRow */
function askedIn(requests: JsonValue): SpokenTurn[] {
  const [first = null] = valuesOf(requests);
  const [prompt] = valuesOf(first);
  if (typeof prompt !== 'string')
    throw new UnreadableRow(
      `Expected the first of \`arguments\` to begin with a prompt, got ${kindOf(prompt)}`,
    );
  const told = parseIfJson(prompt);
  return isMessages(told)
    ? turnsOfMessages(told, 'arguments')
    : [{ role: 'user', content: prompt }];
}

/** The arguments without the prompt. */
function settingsOf(requests: JsonValue): JsonValue {
  if (Array.isArray(requests)) return requests.map(withoutFirst);
  if (!isObject(requests)) return requests;
  return Object.fromEntries(
    Object.entries(requests).map(([name, request]) => [name, withoutFirst(request)]),
  );
}

function withoutFirst(request: JsonValue): JsonValue {
  if (Array.isArray(request)) return request.slice(1);
  return isObject(request) ? Object.fromEntries(Object.entries(request).slice(1)) : request;
}

function valuesOf(value: JsonValue): JsonValue[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}

/** The texts of the responses. @throws UnreadableRow where they are likelihoods */
function responsesOf(row: JsonObject): string[] {
  const responses = listAt(row, 'resps').flat();
  const texts = responses.filter((one) => typeof one === 'string');
  if (texts.length > 0 && texts.length === responses.length) return texts;
  throw new UnreadableRow(
    `Expected \`resps\` to be texts that a model wrote, got ${responses.length === 0 ? 'none' : `${kindOf(responses[0])}: likelihoods of given answers make no trace`}`,
  );
}

/** Its metrics are by the filter that answers went through. */
function metricsOf(row: JsonObject): DraftScore[] {
  const { metrics } = row;
  const names = Array.isArray(metrics)
    ? metrics.filter((name) => typeof name === 'string')
    : Object.keys(row).filter((name) => !KNOWN.includes(name));
  return names.flatMap((name) => {
    const value = Object.hasOwn(row, name) ? row[name] : undefined;
    const criteria = criteriaOf(name, row);
    const scores = scoreOf(value, { criteria });
    return scores.length > 0 ? scores : verdictOf(value, { criteria });
  });
}

function criteriaOf(name: string, { filter }: JsonObject): string {
  return typeof filter === 'string' && filter !== 'none' && filter !== ''
    ? `${name},${filter}`
    : name;
}
