import type { JsonObject, JsonValue } from '../../json.ts';
import { draftOf } from '../conversation.ts';
import {
  isObject,
  listAt,
  type Reader,
  textAt,
  textOf,
  UnreadableRow,
  without,
} from '../reader.ts';
import { verdictOf } from '../verdict.ts';

const SCORED = ['correctness_math_verify', 'correctness_llama'];
const TOLD = ['finish_reasons', 'is_reasoning_complete'];

/** OpenR1-Math: a problem with several generations, of which each is a trace with its verdicts. */
export const openr1Math: Reader = {
  name: 'openr1-math',
  label: 'OpenR1-Math',
  shape:
    '`problem`, `answer`, `generations`; of each in a list its `correctness_math_verify`, `correctness_llama`, `finish_reasons`, `is_reasoning_complete`; `solution`',
  recognises: ({ problem, generations }) =>
    typeof problem === 'string' && Array.isArray(generations),
  read(row, { splitting }) {
    const generations = listAt(row, 'generations');
    if (generations.length === 0)
      throw new UnreadableRow('Expected at least one of `generations`, got none');
    const prompt = textAt(row, 'problem');
    const expected = row['answer'] == null ? '' : textAt(row, 'answer');
    const each = [...SCORED, ...TOLD].filter((name) => isOfEach(row[name], generations));
    const meta = without(row, 'problem', 'answer', 'generations', ...each, ...findRepeated(row));
    return generations.map((generation, index) => {
      const at = (name: string) => (each.includes(name) ? listAt(row, name)[index] : undefined);
      const scores = SCORED.flatMap((criteria) => verdictOf(at(criteria), { criteria }));
      const told = TOLD.map((name) => [name, at(name)] as const);
      const turns = [
        { role: 'user' as const, content: prompt },
        { role: 'assistant' as const, content: textOf(generation, `generations[${index}]`) },
      ];
      const its = { ...meta, generation: index, ...leaveOutAbsent(told) };
      return {
        ...draftOf(turns, { meta: its, splitting }),
        ...(expected.trim() === '' ? {} : { expectedAnswer: expected }),
        scores,
      };
    });
  },
};

function isOfEach(values: JsonValue | undefined, generations: JsonValue[]): boolean {
  return Array.isArray(values) && values.length === generations.length;
}

function leaveOutAbsent(entries: (readonly [string, JsonValue | undefined])[]): JsonObject {
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, value]],
    ),
  );
}

/** The field that tells the problem and one of its generations again. */
function findRepeated({ messages, problem, generations }: JsonObject): string[] {
  if (!Array.isArray(messages) || !Array.isArray(generations)) return [];
  const known = [problem, ...generations];
  const isAgain = messages.every(
    (one) =>
      isObject(one) &&
      ['user', 'assistant'].some((role) => role === one['role']) &&
      known.includes(one['content'] ?? null) &&
      Object.keys(without(one, 'role', 'content')).length === 0,
  );
  return isAgain ? ['messages'] : [];
}
