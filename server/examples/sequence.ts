import type { Random } from './random.ts';
import { type MakeTask, reason, thoughts } from './task.ts';

/** Numbers in a row, how they go on, and how one sees it. */
type Sequence = { terms: number[]; next: number; rule: string; seen: string[]; step: string };

const SHOWN = 5;

/** The next number of a sequence with a simple rule. */
export const sequence: MakeTask = (random, difficulty) => {
  const rules = {
    easy: [constantDifference],
    medium: [constantRatio, squares],
    hard: [growingDifference, sumOfTwo],
  };
  const { terms, next, rule, seen, step } = random.pick(rules[difficulty])(random);
  const row = terms.join(', ');
  return {
    prompt: random.pick([
      `What comes next: ${row}, ...?`,
      `Find the next number of the sequence ${row}.`,
      `Continue the sequence ${row} by one number.`,
    ]),
    answer: String(next),
    thoughts: reason(random, {
      parse: `${terms.length} numbers are given: ${row}.`,
      plan: 'Compare neighbours to find a rule that explains all of them, then apply it once more.',
      work: [
        ...thoughts('compare', [`${seen.join(', ')}.`]),
        ...thoughts('compute', [`The rule: ${rule}.`, `${step}.`]),
      ],
      check: `${row}, ${next} follows the same rule throughout.`,
      conclude: `The next number is ${next}.`,
    }),
  };
};

function constantDifference(random: Random): Sequence {
  const difference = random.integer(2, 25);
  const start = random.integer(1, 60);
  const isFalling = random.chance(0.3);
  const rising = Array.from({ length: SHOWN + 1 }, (_, index) => start + difference * index);
  const [terms, next] = cut(isFalling ? rising.reverse() : rising);
  const last = terms.at(-1) ?? 0;
  return {
    terms,
    next,
    rule: isFalling
      ? `each number is ${difference} less than the one before`
      : `each number is ${difference} more than the one before`,
    seen: pairs(terms).map(([a, b]) =>
      isFalling ? `${a} - ${b} = ${difference}` : `${b} - ${a} = ${difference}`,
    ),
    step: isFalling ? `${last} - ${difference} = ${next}` : `${last} + ${difference} = ${next}`,
  };
}

function constantRatio(random: Random): Sequence {
  const [ratio, start] = [random.integer(2, 4), random.integer(1, 12)];
  const [terms, next] = cut(
    Array.from({ length: SHOWN + 1 }, (_, index) => start * ratio ** index),
  );
  return {
    terms,
    next,
    rule: `each number is ${ratio} times the one before`,
    seen: pairs(terms).map(([a, b]) => `${b} ÷ ${a} = ${ratio}`),
    step: `${terms.at(-1)} × ${ratio} = ${next}`,
  };
}

function squares(random: Random): Sequence {
  const [first, more] = [random.integer(1, 12), random.integer(1, 20)];
  const bases = Array.from({ length: SHOWN + 1 }, (_, index) => first + index);
  const [terms, next] = cut(bases.map((base) => base * base + more));
  const last = first + SHOWN;
  return {
    terms,
    next,
    rule: `the squares of ${bases.slice(0, SHOWN).join(', ')}, each with ${more} added`,
    seen: terms.map((term, index) => `${term} - ${more} = ${first + index} × ${first + index}`),
    step: `${last} × ${last} + ${more} = ${next}`,
  };
}

function growingDifference(random: Random): Sequence {
  const [start, first, growth] = [
    random.integer(1, 40),
    random.integer(1, 12),
    random.integer(1, 7),
  ];
  const [terms, next] = cut(
    Array.from(
      { length: SHOWN + 1 },
      (_, index) => start + first * index + (growth * index * (index - 1)) / 2,
    ),
  );
  const difference = next - (terms.at(-1) ?? 0);
  return {
    terms,
    next,
    rule: `the differences grow by ${growth} each time, so the next one is ${difference - growth} + ${growth} = ${difference}`,
    seen: pairs(terms).map(([a, b]) => `${b} - ${a} = ${b - a}`),
    step: `${terms.at(-1)} + ${difference} = ${next}`,
  };
}

function sumOfTwo(random: Random): Sequence {
  const all = [random.integer(1, 15), random.integer(2, 20)];
  while (all.length <= SHOWN) all.push((all.at(-2) ?? 0) + (all.at(-1) ?? 0));
  const [terms, next] = cut(all);
  return {
    terms,
    next,
    rule: 'each number is the sum of the two before it',
    seen: terms.slice(2).map((term, index) => `${terms[index]} + ${terms[index + 1]} = ${term}`),
    step: `${terms.at(-2)} + ${terms.at(-1)} = ${next}`,
  };
}

function cut(all: number[]): [terms: number[], next: number] {
  return [all.slice(0, SHOWN), all[SHOWN] ?? 0];
}

function pairs(terms: number[]): [number, number][] {
  return terms.slice(1).map((term, index) => [terms[index] ?? 0, term]);
}
