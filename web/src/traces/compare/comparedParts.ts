import { type Diff, diffWords } from './diffWords.ts';

/** A prompt, a step or an answer that two traces have at the same place; a side is null where it has none. */
export type ComparedPart = {
  name: string;
  types: [base: string | null, other: string | null];
  diff: Diff;
  isSame: boolean;
};

export type ComparedSide = {
  prompt: string;
  finalAnswer: string;
  steps: { i: number; type: string; content: string }[];
};

/** The parts of two traces, each with its differences. Steps are compared by their place. */
export function* comparedParts(base: ComparedSide, other: ComparedSide): Generator<ComparedPart> {
  yield partOf('Prompt', base.prompt, other.prompt, ['', '']);
  for (let index = 0; index < Math.max(base.steps.length, other.steps.length); index++) {
    const [one, another] = [base.steps[index], other.steps[index]];
    const types: ComparedPart['types'] = [one?.type ?? null, another?.type ?? null];
    yield partOf(`Step ${index + 1}`, one?.content, another?.content, types);
  }
  yield partOf('Answer', base.finalAnswer, other.finalAnswer, ['', '']);
}

function partOf(name: string, base = '', other = '', types: ComparedPart['types']): ComparedPart {
  const isSame = base === other && types[0] === types[1];
  return { name, types, diff: diffWords(base, other), isSame };
}
