import { capitalized, digitAt, numberOf, PLACES, placeValues } from './numbers.ts';
import { type MakeTask, reason, thoughts } from './task.ts';

/** The sum of two numbers of two to four digits, by columns or by parts. */
export const addition: MakeTask = (random, difficulty) => {
  const digits = { easy: 2, medium: 3, hard: 4 }[difficulty];
  const [a, b] = [numberOf(random, digits), numberOf(random, digits)];
  const sum = a + b;
  const isByColumns = random.chance(0.6);
  return {
    prompt: random.pick([
      `What is ${a} + ${b}?`,
      `Add ${a} and ${b}.`,
      `Find the sum of ${a} and ${b}.`,
      `Compute ${a} + ${b} and show the work.`,
    ]),
    answer: String(sum),
    thoughts: reason(random, {
      parse: random.pick([
        `Two numbers are to be added: ${a} and ${b}.`,
        `The question asks for the sum of ${a} and ${b}.`,
      ]),
      plan: isByColumns
        ? random.pick([
            'Add column by column from the right, and carry where a column reaches ten.',
            'Write the numbers below each other and work from the ones to the left.',
          ])
        : `Split ${b} by its places and add one part after the other.`,
      work: thoughts('compute', isByColumns ? columns(a, b) : parts(a, b)),
      check: random.pick([
        `Taking ${b} away again gives ${sum} - ${b} = ${a}, the first number.`,
        `The other way round, ${sum} - ${a} = ${b}, so the sum holds.`,
      ]),
      conclude: random.pick([
        `${a} + ${b} = ${sum}.`,
        `The sum is ${sum}.`,
        `So the answer is ${sum}.`,
      ]),
    }),
  };
};

function columns(a: number, b: number): string[] {
  const places = PLACES.slice(0, String(a).length);
  let carry = 0;
  return places.map((place, index) => {
    const [upper, lower] = [digitAt(a, index), digitAt(b, index)];
    const sum = upper + lower + carry;
    const terms = `${upper} + ${lower}${carry > 0 ? ` + ${carry} carried` : ''}`;
    carry = sum >= 10 && index < places.length - 1 ? 1 : 0;
    const written = carry > 0 ? `write ${sum - 10} and carry 1` : `write ${sum}`;
    return `${capitalized(place)}: ${terms} = ${sum}, ${written}.`;
  });
}

function parts(a: number, b: number): string[] {
  let total = a;
  return placeValues(b).map((part) => {
    const before = total;
    total += part;
    return `${before} + ${part} = ${total}.`;
  });
}
