import { type MakeTask, reason, thoughts } from './task.ts';

type Question = { percent: number; base: number };

/** A share of a number in percent, by way of ten percent or of one percent; always a whole number. */
export const percentage: MakeTask = (random, difficulty) => {
  const isHard = difficulty === 'hard';
  const percent = isHard ? random.integer(3, 97) : 5 * random.integer(1, 19);
  const base = isHard
    ? 100 * random.integer(2, 60)
    : 20 * random.integer(2, difficulty === 'easy' ? 15 : 90);
  const share = (percent * base) / 100;
  return {
    prompt: random.pick([
      `What is ${percent}% of ${base}?`,
      `Find ${percent} percent of ${base}.`,
      `A survey asked ${base} people, and ${percent}% said yes. How many said yes?`,
    ]),
    answer: String(share),
    thoughts: reason(random, {
      parse: `The whole is ${base}, and ${percent}% of it is wanted.`,
      plan: isHard
        ? 'Find one percent first, then take it as often as needed.'
        : `Find 10% first, and build ${percent}% from it.`,
      work: thoughts('compute', (isHard ? fromOne : fromTen)({ percent, base })),
      check: `Directly: ${percent} × ${base} ÷ 100 = ${share}.`,
      conclude: random.pick([`${percent}% of ${base} is ${share}.`, `The answer is ${share}.`]),
    }),
  };
};

function fromOne({ percent, base }: Question): string[] {
  const one = base / 100;
  return [
    `1% of ${base} is ${base} ÷ 100 = ${one}.`,
    `${percent}% is ${percent} × ${one} = ${percent * one}.`,
  ];
}

function fromTen({ percent, base }: Question): string[] {
  const [ten, times] = [base / 10, Math.floor(percent / 10)];
  const steps = [`10% of ${base} is ${base} ÷ 10 = ${ten}.`];
  if (times > 1) steps.push(`${10 * times}% is ${times} × ${ten} = ${times * ten}.`);
  if (percent % 10 === 0) return steps;
  const five = ten / 2;
  steps.push(`5% is half of 10%: ${ten} ÷ 2 = ${five}.`);
  if (times === 0) return steps;
  const sum = `${times * ten} + ${five} = ${times * ten + five}`;
  return [...steps, `${percent}% is ${10 * times}% and 5%: ${sum}.`];
}
