import type { JsonObject } from '../../json.ts';
import { draftOf, type SpokenTurn } from '../conversation.ts';
import { toText } from '../exchange.ts';
import {
  type DraftScore,
  isObject,
  kindOf,
  type Reader,
  UnreadableRow,
  without,
} from '../reader.ts';
import { restOf } from '../rest.ts';
import { scoreOf } from '../verdict.ts';

const COLUMNS = ['input', 'output', 'reasoning', 'chain_of_thought', 'tags'];
const THOUGHTS = ['reasoning', 'chain_of_thought'];

/** Kiln: the columns that it imports, and the runs that it keeps. */
export const kiln: Reader = {
  name: 'kiln',
  label: 'Kiln',
  shape:
    '`input`, `output`, `reasoning`, `chain_of_thought`, `tags`; or a run with `output` of `output` and `rating`, `intermediate_outputs`',
  recognises: (row) =>
    isRun(row) || (isTable(row) && Object.keys(row).every((name) => COLUMNS.includes(name))),
  takes: (row) => isRun(row) || isTable(row),
  read(row, { splitting }) {
    const { answer, thoughts, meta, scores } = isRun(row) ? readRun(row) : readTable(row);
    const turns: SpokenTurn[] = [
      { role: 'user', content: toldIn(row['input'], 'input') },
      {
        role: 'assistant',
        content: answer,
        ...(thoughts.length > 0 ? { reasoning: thoughts.join('\n\n') } : {}),
      },
    ];
    const draft = draftOf(turns, { meta, splitting });
    return [scores.length > 0 ? { ...draft, scores } : draft];
  },
};

type Told = { answer: string; thoughts: string[]; meta: JsonObject; scores: DraftScore[] };

function isRun({ input, output }: JsonObject): boolean {
  return input !== undefined && isObject(output) && 'output' in output;
}

function isTable({ input, output }: JsonObject): boolean {
  return typeof input === 'string' && typeof output === 'string';
}

function readTable(row: JsonObject): Told {
  const thoughts = thoughtsIn(row);
  const used = ['input', 'output', ...thoughts.map(([name]) => name)];
  return {
    answer: toldIn(row['output'], 'output'),
    thoughts: thoughts.map(([, thought]) => thought),
    meta: without(row, ...used),
    scores: [],
  };
}

function readRun(row: JsonObject): Told {
  const output = isObject(row['output']) ? row['output'] : {};
  const between = isObject(row['intermediate_outputs']) ? row['intermediate_outputs'] : {};
  const thoughts = thoughtsIn(between);
  const rating = isObject(output['rating']) ? output['rating'] : {};
  const stars = scoreOf(rating['value'], { criteria: 'rating' });
  const type = rating['type'];
  const label = typeof type === 'string' && type !== '' ? { label: type } : {};
  const unread = restOf({
    output: {
      ...without(output, 'output', 'rating'),
      ...restOf({ rating: stars.length > 0 ? without(rating, 'value', 'type') : rating }),
    },
    intermediate_outputs: isObject(row['intermediate_outputs'])
      ? without(between, ...thoughts.map(([name]) => name))
      : row['intermediate_outputs'],
  });
  return {
    answer: toldIn(output['output'], 'output.output'),
    thoughts: thoughts.map(([, thought]) => thought),
    meta: { ...without(row, 'input', 'output', 'intermediate_outputs'), ...unread },
    scores: stars.map((score) => ({ ...score, ...label })),
  };
}

function thoughtsIn(told: JsonObject): [string, string][] {
  return THOUGHTS.flatMap((name): [string, string][] => {
    const thought = told[name];
    return typeof thought === 'string' && thought.trim() !== '' ? [[name, thought]] : [];
  });
}

/** What a task takes and gives is a text, or an object, which a model sees as JSON. @throws UnreadableRow */
function toldIn(value: unknown, place: string): string {
  if (value === null || value === undefined)
    throw new UnreadableRow(
      `Expected \`${place}\` to be a text or an object, got ${kindOf(value)}`,
    );
  return toText(value);
}
