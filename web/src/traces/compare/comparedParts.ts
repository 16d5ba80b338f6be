import { type Diff, diffWords } from './diffWords.ts';

/** A turn, a prompt, a step or an answer that two traces have at the same place; a side is null where it has none. */
export type ComparedPart = {
  name: string;
  types: [base: string | null, other: string | null];
  diff: Diff;
  isSame: boolean;
};

export type ComparedSide = {
  prompt: string;
  finalAnswer: string;
  expectedAnswer?: string | null;
  context?: { role: string; content: string }[];
  steps: { i: number; type: string; content: string }[];
};

/** The parts of two traces, each with its differences. Turns and steps are compared by their place. */
export function* comparedParts(base: ComparedSide, other: ComparedSide): Generator<ComparedPart> {
  const [before, otherBefore] = [base.context ?? [], other.context ?? []];
  for (let index = 0; index < Math.max(before.length, otherBefore.length); index++) {
    const [one, another] = [before[index], otherBefore[index]];
    const roles: ComparedPart['types'] = [roleOf(one), roleOf(another)];
    yield partOf(`Turn ${index + 1}`, one?.content, another?.content, roles);
  }
  yield partOf('Prompt', base.prompt, other.prompt, ['', '']);
  for (let index = 0; index < Math.max(base.steps.length, other.steps.length); index++) {
    const [one, another] = [base.steps[index], other.steps[index]];
    const types: ComparedPart['types'] = [one?.type ?? null, another?.type ?? null];
    yield partOf(`Step ${index + 1}`, one?.content, another?.content, types);
  }
  yield partOf('Answer', base.finalAnswer, other.finalAnswer, ['', '']);
  const [expected, otherExpected] = [base.expectedAnswer, other.expectedAnswer];
  if (expected != null || otherExpected != null) {
    yield partOf('Expected answer', expected ?? '', otherExpected ?? '', [
      expected == null ? null : '',
      otherExpected == null ? null : '',
    ]);
  }
}

function roleOf(turn: { role: string } | undefined): string | null {
  return turn ? turn.role.toLowerCase() : null;
}

function partOf(name: string, base = '', other = '', types: ComparedPart['types']): ComparedPart {
  const isSame = base === other && types[0] === types[1];
  return { name, types, diff: diffWords(base, other), isSame };
}
