import { type DraftScore, type Reader, textAt, UnreadableRow, without } from '../reader.ts';

const MARK = 'ки';
const FIRST_STEP = /\s*Step 1:/;
const NUMBER = /^\s*Step \d+:\s*/;
const ANSWER = /The answer is:?\s*(.+?)\s*$/i;

/** Math-Shepherd: the steps of a solution, each with a mark, which the label has a + or a - for. */
export const mathShepherd: Reader = {
  name: 'math-shepherd',
  label: 'Math-Shepherd',
  shape: '`input` with `Step 1: … ки`, `label` of the same with `+` or `-` for each `ки`; `task`',
  recognises: ({ input, label }) =>
    typeof input === 'string' && typeof label === 'string' && input.includes(MARK),
  read(row) {
    const input = textAt(row, 'input');
    const parts = input.split(MARK);
    const rest = parts.pop() ?? '';
    const [first = ''] = parts;
    const begin = FIRST_STEP.exec(first);
    if (!begin)
      throw new UnreadableRow('Expected `input` to have a `Step 1:` before its first ки, got none');
    if (rest.trim() !== '')
      throw new UnreadableRow(
        `Expected \`input\` to end with ки, got more: "${rest.slice(0, 40)}"`,
      );
    const texts = [first.slice(begin.index), ...parts.slice(1)].map((part) =>
      part.replace(NUMBER, '').trim(),
    );
    const last = texts.at(-1) ?? '';
    return [
      {
        prompt: first.slice(0, begin.index).trim(),
        steps: texts.map((content) => ({ type: 'step', content })),
        finalAnswer: ANSWER.exec(last)?.[1] ?? last,
        meta: without(row, 'input', 'label'),
        scores: scoresIn(textAt(row, 'label'), parts),
      },
    ];
  },
};

/** The label says what the input does, with a sign for each mark. */
function scoresIn(label: string, parts: string[]): DraftScore[] {
  let at = 0;
  const scores = parts.map((part, step) => {
    const end = at + part.length;
    const sign = label.slice(at, end) === part ? (label[end] ?? '') : '';
    if (sign !== '+' && sign !== '-') throw unlike(label.slice(at), step);
    at = end + 1;
    return { criteria: 'correctness', score: sign === '+' ? 1 : 0, label: sign, step };
  });
  if (label.slice(at).trim() !== '') throw unlike(label.slice(at), parts.length);
  return scores;
}

function unlike(rest: string, step: number): UnreadableRow {
  return new UnreadableRow(
    `Expected \`label\` to be the input with + or - for each ки, got "${rest.slice(0, 40)}" for step ${step + 1}`,
  );
}
