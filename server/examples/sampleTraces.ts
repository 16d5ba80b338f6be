import type { TraceContent } from '../traces/trace.ts';
import { addition } from './addition.ts';
import { ages } from './ages.ts';
import { daysBetween, weekday } from './calendar.ts';
import { duration } from './clock.ts';
import { division } from './division.ts';
import { letterSort, reversal } from './letters.ts';
import { money } from './money.ts';
import { multiplication } from './multiplication.ts';
import { ordering } from './ordering.ts';
import { percentage } from './percentage.ts';
import { createRandom, type Random } from './random.ts';
import { acronym, vowelCount } from './sentences.ts';
import { sequence } from './sequence.ts';
import { subtraction } from './subtraction.ts';
import { DIFFICULTIES, type Difficulty, type MakeTask, type Task } from './task.ts';
import { temperature } from './temperature.ts';
import { travel } from './travel.ts';
import { lengthConversion, massConversion } from './units.ts';

/** The value of `meta.source` in every sample trace. */
export const SAMPLE_SOURCE = 'tunix-rt-sample';

const KINDS: Record<string, MakeTask> = {
  addition,
  subtraction,
  multiplication,
  division,
  percentage,
  money,
  travel,
  ages,
  length: lengthConversion,
  mass: massConversion,
  temperature,
  duration,
  reversal,
  letter_sort: letterSort,
  vowel_count: vowelCount,
  acronym,
  sequence,
  ordering,
  weekday,
  days_between: daysBetween,
};

/** What a sample trace can be about: the values of `meta.task.kind`. */
export const SAMPLE_KINDS = Object.keys(KINDS);

const MOST_ATTEMPTS = 100;

/** Reasoning traces of small tasks, whose steps and answers are right, so that they are expected too: the same for the same seed, and
 * the first ones of a larger `count`. Kinds take turns, in an order that changes with every round. No
 * prompt comes twice while its kind has others left. */
export function sampleTraces({ seed = 42, count = 300 } = {}): TraceContent[] {
  const random = createRandom(seed);
  const prompts = new Set<string>();
  let round: string[] = [];
  return Array.from({ length: count }, (_, index) => {
    if (round.length === 0) round = random.sample(SAMPLE_KINDS, SAMPLE_KINDS.length);
    const kind = round.pop() ?? '';
    const difficulty = random.pick(DIFFICULTIES);
    const task = newTask(random, { kind, difficulty, prompts });
    prompts.add(task.prompt);
    return {
      traceVersion: '1.0',
      prompt: task.prompt,
      finalAnswer: task.answer,
      expectedAnswer: task.answer,
      steps: task.thoughts.map((thought, i) => ({ i, ...thought })),
      meta: { source: SAMPLE_SOURCE, seed, index, task: { kind, difficulty } },
    };
  });
}

function newTask(
  random: Random,
  {
    kind,
    difficulty,
    prompts,
  }: { kind: string; difficulty: Difficulty; prompts: ReadonlySet<string> },
): Task {
  const make = KINDS[kind] ?? addition;
  let task = make(random, difficulty);
  for (let attempt = 1; prompts.has(task.prompt) && attempt < MOST_ATTEMPTS; attempt++) {
    task = make(random, difficulty);
  }
  return task;
}
