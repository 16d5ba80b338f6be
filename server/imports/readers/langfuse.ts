import type { JsonObject, JsonValue } from '../../json.ts';
import { draftOf } from '../conversation.ts';
import { joinTurns, readSpoken, toText } from '../exchange.ts';
import { type DraftScore, isObject, type Reader, type TraceDraft, without } from '../reader.ts';
import { restOf } from '../rest.ts';
import { scoreOf, verdictOf } from '../verdict.ts';

const SIGNS =
  'traceId trace_id sourceTraceId bookmarked sessionId session_id userId user_id observations observationCount expectedOutput'.split(
    ' ',
  );

/** Langfuse: traces, observations and dataset items, as they are exported or downloaded. */
export const langfuse: Reader = {
  name: 'langfuse',
  label: 'Langfuse',
  shape:
    '`id`, `input`, `output` (or `expectedOutput`), each a text, messages or an object; `scores`, `metadata`, `tags`, `traceId` or `sessionId`; or all of a trace in `trace`',
  recognises: (row) => {
    const trace = traceIn(row);
    return (
      'id' in trace && hasExchange(trace) && SIGNS.some((name) => name in { ...row, ...trace })
    );
  },
  takes: (row) => hasExchange(traceIn(row)),
  read(row, { splitting }) {
    const trace = traceIn(row);
    const asked = readSpoken('user', trace['input'], 'input');
    const expected = trace['expectedOutput'];
    const isExpected = trace['output'] == null && expected != null;
    const name = isExpected ? 'expectedOutput' : 'output';
    const answered = readSpoken('assistant', trace[name], name);
    const { scores, rest } = scoresIn(trace['scores']);
    const others = trace === row ? {} : without(row, 'trace');
    const meta = {
      ...without(trace, 'input', 'output', 'expectedOutput', 'scores'),
      ...others,
      ...restOf({ input: asked.rest, [name]: answered.rest, scores: rest }),
    };
    const draft = draftOf(joinTurns(asked.turns, answered.turns), { meta, splitting });
    return [withScores(draft, { scores, expected: isExpected ? draft.finalAnswer : expected })];
  },
};

/** A trace that was downloaded with its observations stands in a field of its own. */
function traceIn(row: JsonObject): JsonObject {
  return isObject(row['trace']) ? row['trace'] : row;
}

function hasExchange(trace: JsonObject): boolean {
  return 'input' in trace && ('output' in trace || 'expectedOutput' in trace);
}

function withScores(
  draft: TraceDraft,
  { scores, expected }: { scores: DraftScore[]; expected: JsonValue | undefined },
): TraceDraft {
  return {
    ...draft,
    ...(expected == null ? {} : { expectedAnswer: toText(expected) }),
    scores: [...(draft.scores ?? []), ...scores],
  };
}

/** Scores in a list, each with its name, or under their names. Words without a number are no scores, and are left. */
function scoresIn(value: JsonValue | undefined): { scores: DraftScore[]; rest: JsonValue } {
  if (Array.isArray(value)) {
    const read = value.map((one) => ({ one, scores: scoresOf(one) }));
    const rest = read.flatMap(({ one, scores }) => (scores.length > 0 ? fieldsOf(one) : [one]));
    return { scores: read.flatMap(({ scores }) => scores), rest };
  }
  if (!isObject(value)) return { scores: [], rest: value ?? null };
  const named = Object.entries(value).map(([criteria, given]) => {
    const values = Array.isArray(given) ? given : [given];
    return { criteria, given, scores: values.map((one) => numberOrWord(one, criteria)) };
  });
  const rest = named.filter(({ scores }) => scores.some((some) => some.length === 0));
  return {
    scores: named.flatMap((one) => (rest.includes(one) ? [] : one.scores.flat())),
    rest: Object.fromEntries(rest.map(({ criteria, given }) => [criteria, given])),
  };
}

function scoresOf(given: JsonValue): DraftScore[] {
  if (!isObject(given) || typeof given['name'] !== 'string' || given['name'] === '') return [];
  const about = { criteria: given['name'], explanation: given['comment'] };
  const word = given['stringValue'];
  const label = typeof word === 'string' && word !== '' ? { label: word } : {};
  return scoreOf(given['value'], about).map((score) => ({ ...score, ...label }));
}

/** What else is told of a score, with its name. */
function fieldsOf(given: JsonValue): JsonObject[] {
  if (!isObject(given)) return [];
  const rest = without(given, 'name', 'value', 'stringValue', 'comment');
  return Object.keys(rest).length > 0 ? [{ name: given['name'] ?? null, ...rest }] : [];
}

function numberOrWord(value: JsonValue, criteria: string): DraftScore[] {
  const scores = scoreOf(value, { criteria });
  return scores.length > 0 ? scores : verdictOf(value, { criteria });
}
