import type { AnswerParser } from '../definition.ts';
import type { Criterion } from '../rubric.ts';
import { lastObject, valueAt } from './json.ts';
import { lastLine } from './line.ts';
import { lastMatch } from './pattern.ts';
import { type Reading, readEach } from './verdict.ts';

type Reader = (answer: string, how: { rubric: Criterion[]; parser: AnswerParser }) => Reading;

/** Reads the verdicts of an answer. All of a rubric are read, or none. */
export const readVerdicts: Reader = (answer, how) => READERS[how.parser.kind](answer, how);

const READERS: Record<AnswerParser['kind'], Reader> = {
  JSON: readJson,
  LABEL: readLine,
  NUMBER: readLine,
  REGEX: readPattern,
};

function readJson(answer: string, { rubric, parser }: Parameters<Reader>[1]): Reading {
  const object = lastObject(answer);
  if (!object) return { problem: 'Expected a JSON object in the answer, got none' };
  const explanation =
    parser.explanationField === null ? undefined : valueAt(object, parser.explanationField);
  return readEach(rubric, {
    valueFor: (criteria) => valueAt(object, parser.field ?? criteria),
    explanation: typeof explanation === 'string' ? bounded(explanation) : null,
  });
}

function readLine(answer: string, { rubric }: Parameters<Reader>[1]): Reading {
  const { values, before } = lastLine(answer);
  const explanation = before === '' ? null : bounded(before);
  const readings = values.map((value) => readEach(rubric, { valueFor: () => value, explanation }));
  return (
    readings.find((reading) => 'verdicts' in reading) ??
    readings[0] ?? { problem: 'Expected the verdict alone on the last line, got a long line' }
  );
}

function readPattern(answer: string, { rubric, parser }: Parameters<Reader>[1]): Reading {
  const match = lastMatch(parser.pattern ?? '', answer);
  if ('problem' in match) return match;
  const { groups } = match;
  return readEach(rubric, {
    valueFor: (criteria) => groups[criteria] ?? (rubric.length === 1 ? groups[''] : undefined),
    explanation: null,
  });
}

const EXPLANATION_LENGTH = 4_000;

/** The first characters, never half of one. */
export function bounded(text: string, length = EXPLANATION_LENGTH): string {
  return text.length <= length ? text : text.slice(0, length).toWellFormed();
}
