import { capitalized, digitAt, numberOf, PLACES, placeValues } from './numbers.ts';
import { type MakeTask, reason, thoughts } from './task.ts';

/** The difference of two numbers of two to four digits, by columns or by parts; never below zero. */
export const subtraction: MakeTask = (random, difficulty) => {
  const digits = { easy: 2, medium: 3, hard: 4 }[difficulty];
  const pair = [numberOf(random, digits), numberOf(random, digits)];
  const [a, b] = [Math.max(...pair), Math.min(...pair)];
  const difference = a - b;
  const isByColumns = random.chance(0.6);
  return {
    prompt: random.pick([
      `What is ${a} - ${b}?`,
      `Subtract ${b} from ${a}.`,
      `Find the difference of ${a} and ${b}.`,
      `How much is left when ${b} is taken from ${a}?`,
    ]),
    answer: String(difference),
    thoughts: reason(random, {
      parse: random.pick([
        `${b} is to be taken from ${a}.`,
        `The question asks for the difference ${a} minus ${b}.`,
      ]),
      plan: isByColumns
        ? 'Subtract column by column from the right, and borrow ten where the upper digit is too small.'
        : `Take away the parts of ${b} one after the other, the greatest first.`,
      work: thoughts('compute', isByColumns ? columns(a, b) : parts(a, b)),
      check: random.pick([
        `Adding back: ${difference} + ${b} = ${a}, as it should be.`,
        `${b} + ${difference} = ${a}, so nothing was lost.`,
      ]),
      conclude: random.pick([
        `${a} - ${b} = ${difference}.`,
        `The difference is ${difference}.`,
        `So ${difference} is left.`,
      ]),
    }),
  };
};

function columns(a: number, b: number): string[] {
  let lent = 0;
  return PLACES.slice(0, String(a).length).map((place, index) => {
    const [upper, lower] = [digitAt(a, index), digitAt(b, index)];
    const terms = `${lent > 0 ? ' - 1 lent' : ''} - ${lower}`;
    const result = upper - lent - lower;
    lent = result < 0 ? 1 : 0;
    return lent === 0
      ? `${capitalized(place)}: ${upper}${terms} = ${result}.`
      : `${capitalized(place)}: ${upper}${terms} is below zero, so borrow ten: ${upper + 10}${terms} = ${result + 10}.`;
  });
}

function parts(a: number, b: number): string[] {
  let left = a;
  return placeValues(b).map((part) => {
    const before = left;
    left -= part;
    return `${before} - ${part} = ${left}.`;
  });
}
