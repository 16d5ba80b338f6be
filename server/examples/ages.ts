import { count } from './numbers.ts';
import type { Random } from './random.ts';
import { type MakeTask, reason, type Task, thoughts } from './task.ts';
import { NAMES } from './words.ts';

/** Word problems about ages: an equation with one unknown. */
export const ages: MakeTask = (random, difficulty) => {
  const [older = '', younger = ''] = random.sample(NAMES, 2);
  const make = { easy: difference, medium: multiple, hard: future }[difficulty];
  return make(random, { older, younger });
};

type People = { older: string; younger: string };

function difference(random: Random, { older, younger }: People): Task {
  const [age, more] = [random.integer(4, 45), random.integer(2, 19)];
  const sum = 2 * age + more;
  return {
    prompt: random.pick([
      `${older} is ${count(more, 'year')} older than ${younger}. Together they are ${sum} years old. How old is ${younger}?`,
      `The ages of ${older} and ${younger} add up to ${sum}, and ${older} is ${count(more, 'year')} older. How old is ${younger}?`,
    ]),
    answer: String(age),
    thoughts: reason(random, {
      parse: `${older} is older by ${more}, and both ages add up to ${sum}.`,
      plan: `Let y be the age of ${younger}; then ${older} is y + ${more}, and both make 2y + ${more}.`,
      work: thoughts('compute', [
        `Without the difference, twice the age of ${younger} is left: ${sum} - ${more} = ${2 * age}.`,
        `Half of it is ${2 * age} ÷ 2 = ${age}.`,
      ]),
      check: `${older} is ${age} + ${more} = ${age + more}, and ${age + more} + ${age} = ${sum}.`,
      conclude: `${younger} is ${age} years old.`,
    }),
  };
}

function multiple(random: Random, { older, younger }: People): Task {
  const [age, times] = [random.integer(4, 20), random.integer(2, 4)];
  const sum = (times + 1) * age;
  const often = { 2: 'twice', 3: 'three times', 4: 'four times' }[times] ?? `${times} times`;
  return {
    prompt: random.pick([
      `${older} is ${often} as old as ${younger}. Together they are ${sum} years old. How old is ${younger}?`,
      `Together ${older} and ${younger} are ${sum} years old, and ${older} is ${often} as old as ${younger}. How old is ${younger}?`,
    ]),
    answer: String(age),
    thoughts: reason(random, {
      parse: `One age is ${often} the other, and they add up to ${sum}.`,
      plan: `Let y be the age of ${younger}; then ${older} is ${times}y.`,
      work: thoughts('compute', [
        `Together that is ${times}y + y, which is ${times + 1}y, and it makes ${sum}.`,
        `So y is ${sum} ÷ ${times + 1} = ${age}.`,
      ]),
      check: `${older} is ${times} × ${age} = ${times * age}, and ${times * age} + ${age} = ${sum}.`,
      conclude: `${younger} is ${age} years old.`,
    }),
  };
}

function future(random: Random, { older, younger }: People): Task {
  const [young, years] = [random.integer(4, 20), random.integer(2, 15)];
  const old = 2 * young + years;
  return {
    prompt: random.pick([
      `${older} is ${old} and ${younger} is ${young} years old. In how many years will ${older} be twice as old as ${younger}?`,
      `${younger} is ${young} and ${older} is ${old}. After how many years is ${older} exactly twice as old as ${younger}?`,
    ]),
    answer: count(years, 'year'),
    thoughts: reason(random, {
      parse: `Today the ages are ${old} and ${young}, and both grow by one each year.`,
      plan: `After x years the ages are ${old} + x and ${young} + x, and the first must be twice the second.`,
      work: thoughts('compute', [
        `Twice the second is 2 × ${young} + 2x, that is ${2 * young} + 2x.`,
        `Setting it equal to ${old} + x leaves x alone on one side: ${old} - ${2 * young} = ${years}.`,
      ]),
      check: `Then they are ${old} + ${years} = ${old + years} and ${young} + ${years} = ${young + years}, and 2 × ${young + years} = ${old + years}.`,
      conclude: `It happens in ${count(years, 'year')}.`,
    }),
  };
}
