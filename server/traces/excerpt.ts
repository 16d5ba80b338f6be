import { findSign, findTerm } from './search/find.ts';
import { parseSearch } from './search/query.ts';
import type { Step, Turn } from './trace.ts';

/** Where a text stands in a trace, with some of what is around it, in one line. */
export type Excerpt = {
  part: 'PROMPT' | 'STEP' | 'ANSWER' | 'EXPECTED_ANSWER' | 'CONTEXT';
  /** The step's number, when the text stands in a step. */
  step: number | null;
  before: string;
  match: string;
  after: string;
};

type Parts = {
  prompt: string;
  steps: Step[];
  finalAnswer: string;
  expectedAnswer?: string | null | undefined;
  context?: Turn[] | undefined;
};

// In UTF-16 units: what fits a line, with the match in it. A prompt has a line of its own.
const BEFORE = { PROMPT: 40, STEP: 28, ANSWER: 28, EXPECTED_ANSWER: 28, CONTEXT: 28 };
const AFTER = 200;
const START = 400;

/** The first place where what is searched stands in a trace: in the prompt, else in a step, else in the answer, in what is
 * expected, or in the context. Its words next to each other come before one of them alone; null when none is there. */
export function excerptOf(parts: Parts, search: string): Excerpt | null {
  const { terms, signs } = parseSearch(search);
  if (terms.length === 0)
    return firstPlace(parts, (text) => findSign(text, [search.trim(), ...signs]));
  const wanted = terms.filter(({ isExcluded }) => !isExcluded);
  const all = { words: wanted.flatMap(({ words }) => words), isExcluded: false };
  const isPrefix = wanted.at(-1)?.isPrefix === true;
  return (
    firstPlace(parts, (text) => findTerm(text, [{ ...all, isPrefix }])) ??
    (wanted.length > 1 ? firstPlace(parts, (text) => findTerm(text, wanted)) : null)
  );
}

type Find = (text: string) => [from: number, to: number] | undefined;

function firstPlace(
  { prompt, steps, finalAnswer, expectedAnswer, context }: Parts,
  find: Find,
): Excerpt | null {
  const within = (part: Excerpt['part'], step: number | null, text: string): Excerpt | null => {
    const place = find(text);
    return place ? { part, step, ...cut(text, place, BEFORE[part]) } : null;
  };
  const inPrompt = within('PROMPT', null, prompt);
  if (inPrompt) return inPrompt;
  for (const { i, content } of steps) {
    const inStep = within('STEP', i, content);
    if (inStep) return inStep;
  }
  return (
    within('ANSWER', null, finalAnswer) ??
    within('EXPECTED_ANSWER', null, expectedAnswer ?? '') ??
    (context ?? []).reduce<Excerpt | null>(
      (found, { content }) => found ?? within('CONTEXT', null, content),
      null,
    )
  );
}

/** The beginning of a text in one line: at most 400 UTF-16 units, none of them half a character. */
export function startOf(text: string): string {
  return inOneLine(text.slice(0, START)).trim();
}

function cut(text: string, [from, to]: [number, number], most: number) {
  const start = Math.max(0, from - most);
  const before = inOneLine(text.slice(start, from));
  const after = inOneLine(text.slice(to, to + AFTER));
  return {
    // From the beginning of a word on, where there is one.
    before: start > 0 ? `…${before.replace(/^\S*\s(?=.)/, '')}` : before,
    match: inOneLine(text.slice(from, to)),
    after: to + AFTER < text.length ? `${after}…` : after,
  };
}

// A cut may have gone through a pair of surrogates.
function inOneLine(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '').replace(/\s+/g, ' ');
}
