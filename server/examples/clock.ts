import { count } from './numbers.ts';
import type { Random } from './random.ts';
import { type MakeTask, reason, type Task, thoughts } from './task.ts';

/** Durations in hours, minutes and seconds, and the time of day when something ends. */
export const duration: MakeTask = (random, difficulty) => {
  const make = { easy: toMinutes, medium: fromMinutes, hard: endTime }[difficulty];
  return make(random);
};

function toMinutes(random: Random): Task {
  const [hours, minutes] = [random.integer(1, 11), random.integer(1, 59)];
  const all = 60 * hours + minutes;
  const both = `${count(hours, 'hour')} and ${count(minutes, 'minute')}`;
  return {
    prompt: random.pick([`How many minutes are ${both}?`, `Write ${both} in minutes.`]),
    answer: count(all, 'minute'),
    thoughts: reason(random, {
      parse: `${both} are to be counted in minutes.`,
      plan: 'An hour has 60 minutes: convert the hours, then add the rest.',
      work: [
        { type: 'convert', content: `${hours} × 60 = ${60 * hours} minutes.` },
        { type: 'compute', content: `${60 * hours} + ${minutes} = ${all}.` },
      ],
      check: `${all} - ${minutes} = ${60 * hours}, and ${60 * hours} ÷ 60 = ${hours}.`,
      conclude: `${both} are ${all} minutes.`,
    }),
  };
}

function fromMinutes(random: Random): Task {
  const [large = '', small = ''] = random.pick([
    ['hour', 'minute'],
    ['minute', 'second'],
  ]);
  const [whole, rest] = [random.integer(2, 40), random.integer(1, 59)];
  const all = 60 * whole + rest;
  const answer = `${whole} ${large}s ${count(rest, small)}`;
  return {
    prompt: random.pick([
      `How many ${large}s and ${small}s are ${all} ${small}s?`,
      `Write ${all} ${small}s in ${large}s and ${small}s.`,
    ]),
    answer,
    thoughts: reason(random, {
      parse: `${all} ${small}s are to be split into ${large}s and what is left.`,
      plan: `Each ${large} takes 60 ${small}s: find how many fit.`,
      work: thoughts('compute', [
        `${whole} × 60 = ${60 * whole} fits into ${all}, one more ${large} would not.`,
        `${all} - ${60 * whole} = ${rest} ${small}s are left.`,
      ]),
      check: `60 × ${whole} + ${rest} = ${all}.`,
      conclude: `${all} ${small}s are ${answer}.`,
    }),
  };
}

function endTime(random: Random): Task {
  const what = random.pick(['film', 'concert', 'lesson', 'flight', 'match']);
  const [hour, minute] = [random.integer(6, 20), 5 * random.integer(0, 11)];
  const minutes = 5 * random.integer(13, 35);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const afterHours = time(hour + hours, minute);
  const end = time(hour + hours, minute + rest);
  return {
    prompt: random.pick([
      `A ${what} begins at ${time(hour, minute)} and lasts ${minutes} minutes. When does it end?`,
      `At what time does a ${what} of ${minutes} minutes end if it begins at ${time(hour, minute)}?`,
    ]),
    answer: end,
    thoughts: reason(random, {
      parse: `The beginning is ${time(hour, minute)}, and ${minutes} minutes are to be added.`,
      plan: 'Add the whole hours first, then the minutes that are left.',
      work: [
        {
          type: 'convert',
          content:
            rest > 0
              ? `${minutes} minutes are ${count(hours, 'hour')} and ${rest} minutes: ${hours} × 60 + ${rest} = ${minutes}.`
              : `${minutes} minutes are ${count(hours, 'hour')}: ${hours} × 60 = ${minutes}.`,
        },
        ...thoughts('compute', [
          `${count(hours, 'hour')} after ${time(hour, minute)} it is ${afterHours}.`,
          ...(rest > 0 ? [`Another ${rest} minutes later it is ${end}.`] : []),
        ]),
      ],
      check: `From ${time(hour, minute)} to ${afterHours} there are ${60 * hours} minutes, and ${rest} more lead to ${end}.`,
      conclude: `The ${what} ends at ${end}.`,
    }),
  };
}

/** A time of day, also when hours or minutes run over. */
function time(hours: number, minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two((hours + Math.floor(minutes / 60)) % 24)}:${two(minutes % 60)}`;
}
