import type { JsonObject, JsonValue } from '../../json.ts';
import { shown } from '../../parse.ts';
import {
  type DraftScore,
  type Reader,
  type ReaderChoices,
  type TraceDraft,
  UnreadableRow,
} from '../reader.ts';
import { chat } from '../readers/chat.ts';
import { sharegpt } from '../readers/sharegpt.ts';
import { splitSteps } from '../reasoning.ts';
import { takeReasoning } from '../tags.ts';
import { partsOf, putAt, valueAt, withoutPaths } from './fieldPath.ts';
import type { Mapping } from './mapping.ts';

/** Reads rows by a mapping. */
export function mappedReader(mapping: Mapping): Reader {
  return {
    name: 'mapping',
    label: 'a mapping by hand',
    shape: 'any fields',
    recognises: () => true,
    read: (row, choices) => [draftOf(row, { mapping, choices })],
  };
}

function draftOf(
  row: JsonObject,
  { mapping, choices }: { mapping: Mapping; choices: ReaderChoices },
): TraceDraft {
  const prompt = optionalText(row, 'prompt', mapping.prompt);
  const expectedAnswer = optionalText(row, 'expectedAnswer', mapping.expectedAnswer);
  const answer = optionalText(row, 'answer', mapping.answer);
  const said = mapping.messages
    ? conversationOf(row, {
        path: mapping.messages,
        prompt,
        answer: answer ?? expectedAnswer,
        choices,
      })
    : questionOf(row, { mapping, prompt, answer: answer ?? expectedAnswer, choices });
  const steps = [...stepsAt(row, { path: mapping.reasoning, choices }), ...said.steps];
  return {
    ...said,
    steps,
    ...(expectedAnswer === undefined ? {} : { expectedAnswer }),
    meta: { ...metaOf(row, mapping), ...said.meta },
    scores: scoresOf(row, mapping.scores),
  };
}

type Given = { prompt: string | undefined; answer: string | undefined; choices: ReaderChoices };

function questionOf(
  row: JsonObject,
  { mapping, prompt, answer, choices }: Given & { mapping: Mapping },
): TraceDraft {
  if (prompt === undefined) throw missing(row, 'prompt', mapping.prompt);
  if (answer === undefined) throw missing(row, 'answer', mapping.answer ?? mapping.expectedAnswer);
  const { reasoning, answer: finalAnswer, isTruncated } = takeReasoning(answer);
  const steps = thinking(reasoning, choices);
  return {
    prompt,
    steps,
    // What was cut off before its answer ends with the last that was thought.
    finalAnswer: finalAnswer || (isTruncated ? steps.pop()?.content : '') || '',
    meta: isTruncated ? { truncated: true } : {},
  };
}

/** The trace of a list of turns, in the form of OpenAI or of ShareGPT; a prompt and an answer given beside it follow it. */
function conversationOf(
  row: JsonObject,
  { path, prompt, answer, choices }: Given & { path: string },
): TraceDraft {
  const turns = valueAt(row, partsOf(path));
  if (!Array.isArray(turns))
    throw unlike(row, { part: 'messages', path, expected: 'a list of turns' });
  const isShareGpt = turns.some((turn) => 'from' in Object(turn));
  const given = (speaker: 'user' | 'assistant', content: string | undefined) => {
    if (content === undefined) return [];
    return isShareGpt ? [{ from: speaker, value: content }] : [{ role: speaker, content }];
  };
  const all = [...turns, ...given('user', prompt), ...given('assistant', answer)];
  const [draft] = isShareGpt
    ? sharegpt.read({ conversations: all }, choices)
    : chat.read({ messages: all }, choices);
  if (!draft) throw unlike(row, { part: 'messages', path, expected: 'a list of turns' });
  return draft;
}

function stepsAt(
  row: JsonObject,
  { path, choices }: { path: string | undefined; choices: ReaderChoices },
): TraceDraft['steps'] {
  const value = path === undefined ? undefined : valueAt(row, partsOf(path));
  if (value === undefined || value === null || value === '') return [];
  if (!Array.isArray(value)) {
    const text = textOf(value);
    if (text === undefined)
      throw unlike(row, { part: 'reasoning', path, expected: 'a text or a list of texts' });
    const { reasoning, answer } = takeReasoning(text);
    return thinking(reasoning || answer, choices);
  }
  return value.map((item) => {
    const content = textOf(item) ?? TEXT_KEYS.map((key) => textOf(Object(item)[key])).find(Boolean);
    if (content === undefined)
      throw unlike(row, { part: 'reasoning', path, expected: 'a text or a list of texts' });
    return { type: 'think', content };
  });
}

const TEXT_KEYS = ['content', 'text', 'step', 'value', 'thought'];

function thinking(reasoning: string, { splitting }: ReaderChoices): TraceDraft['steps'] {
  return splitSteps(reasoning, splitting).map((content) => ({ type: 'think', content }));
}

function metaOf(row: JsonObject, mapping: Mapping): JsonObject {
  const { prompt, messages, reasoning, answer, expectedAnswer, scores, meta } = mapping;
  if (meta !== 'rest') {
    return meta.reduce<JsonObject>((all, path) => {
      const parts = partsOf(path);
      const value = valueAt(row, parts);
      return value === undefined ? all : putAt(all, { parts, value });
    }, {});
  }
  const used = [prompt, messages, reasoning, answer, expectedAnswer, ...Object.values(scores)];
  return withoutPaths(
    row,
    used.flatMap((path) => (path === undefined ? [] : [partsOf(path)])),
  );
}

function scoresOf(row: JsonObject, scores: Mapping['scores']): DraftScore[] {
  return Object.entries(scores).flatMap(([criteria, path]) => {
    const value = valueAt(row, partsOf(path));
    const number = (given: JsonValue) => {
      const score = numberOf(given);
      if (score !== undefined) return score;
      throw unlike(row, { part: `scores.${criteria}`, path, expected: 'a number, true or false' });
    };
    if (value === undefined || value === null || value === '') return [];
    if (!Array.isArray(value)) return [{ criteria, score: number(value) }];
    return value.flatMap((item, step) =>
      item === null ? [] : [{ criteria, step, score: number(item) }],
    );
  });
}

function numberOf(value: JsonValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return undefined;
  const text = value.trim().toLowerCase();
  if (text === 'true' || text === 'false') return text === 'true' ? 1 : 0;
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

function optionalText(row: JsonObject, part: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const value = valueAt(row, partsOf(path));
  if (value === undefined || value === null) return undefined;
  const text = textOf(value);
  if (text === undefined) throw unlike(row, { part, path, expected: 'a text' });
  return text;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function missing(row: JsonObject, part: string, path: string | undefined): UnreadableRow {
  const fields = Object.keys(row).join(', ') || 'none';
  return new UnreadableRow(
    `Expected \`${part}\` at \`${path ?? part}\`, got nothing there; the row has the fields ${fields}`,
  );
}

function unlike(
  row: JsonObject,
  { part, path, expected }: { part: string; path: string | undefined; expected: string },
): UnreadableRow {
  const value = path === undefined ? undefined : valueAt(row, partsOf(path));
  if (value === undefined) return missing(row, part, path);
  return new UnreadableRow(
    `Expected \`${part}\` at \`${path}\` to be ${expected}, got ${shown(value)}`,
  );
}
