import type { Random } from './random.ts';

export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** What a step of a sample does. */
export type StepType =
  | 'parse'
  | 'plan'
  | 'list'
  | 'compare'
  | 'convert'
  | 'compute'
  | 'check'
  | 'conclude';

export type Thought = { type: StepType; content: string };

/** A question, a way to its answer, and the answer. */
export type Task = { prompt: string; thoughts: Thought[]; answer: string };

/** Makes a task of one kind. */
export type MakeTask = (random: Random, difficulty: Difficulty) => Task;

const MOST_THOUGHTS = 8;

/** The way from a question to its answer: two to eight thoughts. What is said around the work itself is
 * left out at times, as people do, and where the work is long. */
export function reason(
  random: Random,
  parts: { parse: string; plan: string; work: Thought[]; check: string; conclude: string },
): Thought[] {
  const spare = MOST_THOUGHTS - 1 - parts.work.length;
  const around = random
    .sample(['parse', 'plan', 'check'] as const, Math.max(0, spare))
    .filter(() => random.chance(0.65));
  const said = (type: (typeof around)[number]) =>
    around.includes(type) ? [{ type, content: parts[type] }] : [];
  return [
    ...said('parse'),
    ...said('plan'),
    ...parts.work,
    ...said('check'),
    { type: 'conclude', content: parts.conclude },
  ];
}

/** Thoughts of one type. */
export function thoughts(type: StepType, contents: string[]): Thought[] {
  return contents.map((content) => ({ type, content }));
}
