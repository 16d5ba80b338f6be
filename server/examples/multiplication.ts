import { digitAt, placeValues } from './numbers.ts';
import type { Random } from './random.ts';
import { type Difficulty, type MakeTask, reason, thoughts } from './task.ts';

/** The product of two numbers, one of them split by its places. */
export const multiplication: MakeTask = (random, difficulty) => {
  const [a, b] = factors(random, difficulty);
  const product = a * b;
  const parts = placeValues(b);
  const products = parts.map((part) => a * part);
  return {
    prompt: random.pick([
      `What is ${a} × ${b}?`,
      `Multiply ${a} by ${b}.`,
      `Find the product of ${a} and ${b}.`,
      `Work out ${a} times ${b}.`,
    ]),
    answer: String(product),
    thoughts: reason(random, {
      parse: random.pick([
        `The factors are ${a} and ${b}.`,
        `The question asks for ${a} times ${b}.`,
      ]),
      plan: random.pick([
        `Split ${b}: ${b} = ${parts.join(' + ')}, and multiply each part by ${a}.`,
        `Since ${b} = ${parts.join(' + ')}, the product is a sum of ${parts.length} easier ones.`,
      ]),
      work: thoughts('compute', [
        ...parts.map((part) => `${a} × ${part} = ${a * part}.`),
        `Together: ${products.join(' + ')} = ${product}.`,
      ]),
      check: random.pick([
        `Dividing back, ${product} ÷ ${b} = ${a}.`,
        `The last digits agree: ${digitAt(a, 0)} × ${digitAt(b, 0)} = ${digitAt(a, 0) * digitAt(b, 0)} ends in ${digitAt(product, 0)}, and so does ${product}.`,
      ]),
      conclude: random.pick([`${a} × ${b} = ${product}.`, `The product is ${product}.`]),
    }),
  };
};

function factors(random: Random, difficulty: Difficulty): [number, number] {
  // The second factor has no zero, so that there is something to split.
  const tens = 10 * random.integer(1, 9) + random.integer(1, 9);
  if (difficulty === 'easy') return [random.integer(3, 9), tens];
  if (difficulty === 'medium') return [random.integer(12, 99), tens];
  return random.chance(0.5)
    ? [random.integer(101, 999), tens]
    : [random.integer(12, 99), 100 * random.integer(1, 9) + tens];
}
