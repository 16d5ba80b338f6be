import { span } from './dates.ts';
import { capitalized, count } from './numbers.ts';
import type { Random } from './random.ts';
import { type MakeTask, reason, type Task, thoughts } from './task.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The weekday some days before or after another, or of a date when that of another is known. */
export const weekday: MakeTask = (random, difficulty) => {
  if (difficulty === 'hard') return ofDate(random);
  const days = difficulty === 'easy' ? random.integer(8, 30) : random.integer(31, 200);
  const from = random.pick(WEEKDAYS);
  const direction = random.chance(0.6) ? 1 : -1;
  const { work, to } = counted({ from, days, direction });
  const [when, then] = direction === 1 ? [`in ${days} days`, 'will'] : [`${days} days ago`, 'was'];
  return {
    prompt: random.pick([
      `Today is ${from}. Which weekday ${then === 'will' ? 'will it be' : 'was it'} ${when}?`,
      `If today is ${from}, what day of the week ${then === 'will' ? 'will it be' : 'was it'} ${when}?`,
    ]),
    answer: to,
    thoughts: reason(random, {
      parse: `Start at ${from} and go ${count(days, 'day')} ${direction === 1 ? 'forward' : 'back'}.`,
      plan: PLAN,
      work: thoughts('compute', work),
      check: `${days - (days % 7)} days are whole weeks, so they lead to ${from} again, and ${days % 7} more to ${to}.`,
      conclude: `${capitalized(when)} it ${then === 'will' ? 'will be' : 'was'} ${to}.`,
    }),
  };
};

/** How many days it is from one date to another. */
export const daysBetween: MakeTask = (random, difficulty) => {
  const [least, most] = { easy: [8, 45], medium: [40, 100], hard: [100, 200] }[difficulty];
  const { from, to, days, work } = span(random, random.integer(least ?? 0, most ?? 0));
  return {
    prompt: random.pick([
      `How many days is it from ${from} to ${to}?`,
      `How many days after ${from} is ${to}?`,
    ]),
    answer: count(days, 'day'),
    thoughts: reason(random, {
      parse: `Count from ${from}, which is day 0, to ${to}.`,
      plan: 'Add the rest of the first month, the full months between, and the days of the last month.',
      work: thoughts('compute', work),
      check: `${count(days, 'day')} are ${Math.floor(days / 7)} weeks and ${count(days % 7, 'day')}, since ${Math.floor(days / 7)} × 7 + ${days % 7} = ${days}.`,
      conclude: `From ${from} to ${to} it is ${count(days, 'day')}.`,
    }),
  };
};

const PLAN = 'Weekdays repeat every 7 days, so only the remainder by 7 matters.';

function ofDate(random: Random): Task {
  const { from, to, days, work, start } = span(random, random.integer(10, 120));
  const given = WEEKDAYS[start.getUTCDay()] ?? '';
  const end = counted({ from: given, days, direction: 1 });
  return {
    prompt: random.pick([
      `${from} is a ${given}. Which weekday is ${to}?`,
      `Given that ${from} falls on a ${given}, on which day of the week does ${to} fall?`,
    ]),
    answer: end.to,
    thoughts: reason(random, {
      parse: `${from} is a ${given}; the weekday of ${to} is wanted.`,
      plan: PLAN,
      work: thoughts('compute', [...work, ...end.work]),
      check: `${count(days, 'day')} are ${Math.floor(days / 7)} weeks and ${count(days % 7, 'day')}.`,
      conclude: `${to} is a ${end.to}.`,
    }),
  };
}

function counted({ from, days, direction }: { from: string; days: number; direction: 1 | -1 }) {
  const [weeks, rest] = [Math.floor(days / 7), days % 7];
  const passed = Array.from({ length: rest }, (_, index) =>
    weekdayAt(WEEKDAYS.indexOf(from) + direction * (index + 1)),
  );
  const to = passed.at(-1) ?? from;
  return {
    to,
    work: [
      `${days} = ${weeks} × 7 + ${rest}, so ${rest === 0 ? 'nothing remains' : `${count(rest, 'day')} remain${rest === 1 ? 's' : ''}`}.`,
      rest === 0
        ? `Whole weeks lead to the same weekday, ${from}.`
        : `${direction === 1 ? 'Forward' : 'Back'} from ${from}: ${passed.join(', ')}.`,
    ],
  };
}

function weekdayAt(index: number): string {
  return WEEKDAYS[((index % 7) + 7) % 7] ?? '';
}
