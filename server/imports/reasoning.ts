import type { Splitting } from './splitting.ts';

const MOST_STEPS = 1_000;
const LONGEST_STEP = 200_000;

const NUMBER = /^(\s*)(?:\*\*)?(?:\(?(\d{1,4})[.)]|\((\d{1,4})\))(?:\*\*)?[ \t]+/;
const STEP_N =
  /^(\s*)(?:#{1,6}[ \t]*)?(?:\*\*|__)?step[ \t]+(\d{1,4})()(?:\*\*|__)?[ \t]*(?:[:.)\-–—][ \t]*(?:\*\*|__)?|$)[ \t]*/i;

/** Reasoning in steps; at most 1,000, each of at most 200,000 characters. `auto` is by paragraphs. The marks that
 * `numbered` and `stepN` split by are left out. */
export function splitSteps(reasoning: string, splitting: Splitting): string[] {
  const steps = partsOf(reasoning, splitting)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .flatMap(cut);
  const rest = steps.slice(MOST_STEPS - 1);
  return rest.length > 1 ? [...steps.slice(0, MOST_STEPS - 1), rest.join('\n\n')] : steps;
}

function partsOf(reasoning: string, splitting: Splitting): string[] {
  switch (splitting) {
    case 'one':
      return [reasoning];
    case 'lines':
      return reasoning.split('\n');
    case 'numbered':
      return splitAtMarks(reasoning, NUMBER);
    case 'stepN':
      return splitAtMarks(reasoning, STEP_N);
    case 'auto':
    case 'paragraphs':
      return reasoning.split(/\n[^\S\n]*\n/);
  }
}

/** Text split before each line whose mark goes on counting where the last one stopped, as far in as the first: numbers
 * inside of a step, such as those of a list in it, split nothing. */
function splitAtMarks(text: string, mark: RegExp): string[] {
  const parts: string[][] = [[]];
  let next: { number: number; indent: string } | undefined;
  for (const line of text.split('\n')) {
    const [whole, indent = '', ...numbers] = mark.exec(line) ?? [];
    const number = Number(numbers.find((one) => one));
    const isNext = next ? next.number === number && next.indent === indent : number <= 1;
    if (whole !== undefined && isNext) {
      parts.push([line.slice(whole.length)]);
      next = { number: number + 1, indent };
    } else {
      parts.at(-1)?.push(line);
    }
  }
  return parts.map((lines) => lines.join('\n'));
}

function cut(text: string): string[] {
  if (text.length <= LONGEST_STEP) return [text];
  const characters = [...text];
  const count = Math.ceil(characters.length / LONGEST_STEP);
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * LONGEST_STEP, (index + 1) * LONGEST_STEP).join(''),
  );
}
