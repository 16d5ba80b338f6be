import { expect, it } from 'vitest';
import type { AnswerParser } from '../definition.ts';
import type { Criterion } from '../rubric.ts';
import { readVerdicts } from './read.ts';

const SCALE: Criterion = { criteria: 'quality', description: null, scale: { min: -5, max: 10 } };
const LABELLED: Criterion = {
  criteria: 'verdict',
  description: null,
  scale: {
    labels: [
      { label: 'correct', score: 1 },
      { label: 'not correct', score: 0 },
    ],
  },
};

it.each([
  ['alone', '{"quality": 7}', 7],
  ['as text', '{"quality": "7"}', 7],
  ['of the end of the scale', '{"quality": "7/10"}', 7],
  ['of another end', '{"quality": "7/20"}', null],
  ['fenced', 'So:\n```json\n{"quality": 7}\n```\nDone.', 7],
  ['after one that it quotes', 'It says {"quality": 10}, but no.\n{"quality": 3}', 3],
  ['before other braces', '{"quality": 3} in \\frac{a}{b} and {so on}', 3],
  ['with braces and quotes in its texts', '{"why": "a \\" } b", "quality": 2}', 2],
  ['nested in another', '{"result": {"quality": 7}}', null],
  ['cut off', '{"quality": 7', null],
  ['out of range', '{"quality": 11}', null],
  ['true', '{"quality": true}', null],
  ['none', 'seven', null],
  ['endless braces', '{'.repeat(100_000), null],
])('A JSON verdict %s is read as it stands', (_title, answer, score) => {
  expect(scoreIn(answer, [SCALE], { kind: 'JSON' })).toBe(score);
});

it.each([
  ['{"result": {"grade": 7}}', 7],
  ['{"result.grade": 6}', 6],
  ['{"grade": 7}', null],
])('A field is found by its path: %s', (answer, score) => {
  expect(scoreIn(answer, [SCALE], { kind: 'JSON', field: 'result.grade' })).toBe(score);
});

it.each([
  ['correct', 1],
  ['It adds up.\n\n**Verdict: Correct.**', 1],
  ['Verdict: not correct', 0],
  ['I think that it is correct', null],
  ['correct or not correct', null],
  [`${'*'.repeat(100_000)}x`, null],
])('A label is the last line, and no word within it (%#)', (answer, score) => {
  expect(scoreIn(answer, [LABELLED], { kind: 'LABEL' })).toBe(score);
});

it.each([
  ['7', 7],
  ['Fine.\nScore: 7/10', 7],
  ['-3', -3],
  ['Score: 4.5.', 4.5],
  ['7 of 10', null],
  ['Score: 99', null],
])('A number is the last line (%#)', (answer, score) => {
  expect(scoreIn(answer, [SCALE], { kind: 'NUMBER' })).toBe(score);
});

it.each([
  ['score is 3, no: score is 4', 'score is (\\d+)', 4],
  ['<q>5</q>', '<q>(?<quality>\\d)</q>', 5],
  ['nothing', 'score is (\\d+)', null],
  [`${'a'.repeat(50)}b`, '^(a+)+$', null],
])('A pattern reads its last match, and gives up in time (%#)', (answer, pattern, score) => {
  expect(scoreIn(answer, [SCALE], { kind: 'REGEX', pattern })).toBe(score);
});

it('All of a rubric are read, or none', () => {
  const parser = { kind: 'JSON' } as const;
  expect(scoreIn('{"quality": 3, "verdict": "correct"}', [SCALE, LABELLED], parser)).toBe(3);
  expect(scoreIn('{"quality": 3, "verdict": "maybe"}', [SCALE, LABELLED], parser)).toBeNull();
});

function scoreIn(
  answer: string,
  rubric: Criterion[],
  parser: Partial<AnswerParser> & Pick<AnswerParser, 'kind'>,
): number | null {
  const how = { field: null, explanationField: null, pattern: null, ...parser };
  const reading = readVerdicts(answer, { rubric, parser: how });
  return 'verdicts' in reading ? (reading.verdicts[0]?.score ?? null) : null;
}
