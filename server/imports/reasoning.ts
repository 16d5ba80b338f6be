const TAGS = 'think|thinking|reason|reasoning|thought';
const PAIRS: [open: RegExp, close: RegExp][] = [
  [new RegExp(`<(?:${TAGS})>`, 'i'), new RegExp(`</(?:${TAGS})>`, 'i')],
  [/<\|begin_of_thought\|>/i, /<\|end_of_thought\|>/i],
  [/◁think▷/i, /◁\/think▷/i],
];
const SOLUTION = /<\|(?:begin|end)_of_solution\|>/gi;
const MOST_STEPS = 1_000;
const LONGEST_STEP = 200_000;

/** A model's text taken apart by the tags that reasoning stands in. What is not closed was cut off: all of it is
 * reasoning. A tag that only closes has its opening before the text, where a template put it. */
export function takeReasoning(text: string): {
  reasoning: string;
  answer: string;
  isTruncated: boolean;
} {
  for (const [open, close] of PAIRS) {
    const start = open.exec(text);
    const end = close.exec(text);
    if (!start && !end) continue;
    const from = start && (!end || start.index < end.index) ? start : null;
    const before = text.slice(0, from?.index ?? 0);
    const reasoning = text.slice((from?.index ?? 0) + (from?.[0].length ?? 0), end?.index);
    const after = end ? text.slice(end.index + end[0].length) : '';
    const answer = `${before}${after}`.replace(SOLUTION, '').trim();
    return { reasoning: reasoning.trim(), answer, isTruncated: !end };
  }
  return { reasoning: '', answer: text.replace(SOLUTION, '').trim(), isTruncated: false };
}

/** Reasoning in its paragraphs; at most 1,000, each of at most 200,000 characters. */
export function splitSteps(reasoning: string): string[] {
  const paragraphs = reasoning
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .flatMap(cut);
  const rest = paragraphs.slice(MOST_STEPS - 1);
  return rest.length > 1 ? [...paragraphs.slice(0, MOST_STEPS - 1), rest.join('\n\n')] : paragraphs;
}

function cut(text: string): string[] {
  const characters = [...text];
  const count = Math.ceil(characters.length / LONGEST_STEP);
  return count <= 1
    ? [text]
    : Array.from({ length: count }, (_, index) =>
        characters.slice(index * LONGEST_STEP, (index + 1) * LONGEST_STEP).join(''),
      );
}
