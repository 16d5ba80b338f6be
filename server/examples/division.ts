import { placeValues } from './numbers.ts';
import { type MakeTask, reason, thoughts } from './task.ts';

/** Division of whole numbers with a remainder, digit by digit of the quotient. */
export const division: MakeTask = (random, difficulty) => {
  const divisor =
    difficulty === 'hard'
      ? random.integer(11, 29)
      : random.integer(3, difficulty === 'easy' ? 6 : 9);
  const quotient = difficulty === 'easy' ? random.integer(11, 29) : random.integer(21, 399);
  const remainder = random.integer(0, divisor - 1);
  const dividend = divisor * quotient + remainder;
  const answer = `${quotient} remainder ${remainder}`;
  return {
    prompt: random.pick([
      `Divide ${dividend} by ${divisor} and give the quotient and the remainder.`,
      `What is ${dividend} ÷ ${divisor}, with remainder?`,
      `${dividend} items are packed into boxes of ${divisor}. How many boxes are full, and how many items remain? Answer like "12 remainder 3".`,
    ]),
    answer,
    thoughts: reason(random, {
      parse: `${dividend} is divided by ${divisor}; both the quotient and the remainder are wanted.`,
      plan: random.pick([
        `Take away multiples of ${divisor}, the greatest first, until less than ${divisor} is left.`,
        `Find the largest multiple of ${divisor} that is not above ${dividend}.`,
      ]),
      work: thoughts('compute', takeAway({ dividend, divisor, quotient })),
      check: `${divisor} × ${quotient} + ${remainder} = ${dividend}, and ${remainder} is less than ${divisor}.`,
      conclude: random.pick([
        `The quotient is ${quotient} and the remainder is ${remainder}.`,
        `${dividend} ÷ ${divisor} is ${answer}.`,
      ]),
    }),
  };
};

function takeAway({
  dividend,
  divisor,
  quotient,
}: {
  dividend: number;
  divisor: number;
  quotient: number;
}): string[] {
  let left = dividend;
  return placeValues(quotient).map((part) => {
    const before = left;
    left -= divisor * part;
    return `${divisor} × ${part} = ${divisor * part}, which leaves ${before} - ${divisor * part} = ${left}.`;
  });
}
