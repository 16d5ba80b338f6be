import { count, decimal, digitAt } from './numbers.ts';
import type { Random } from './random.ts';
import { type Difficulty, type MakeTask, reason, type Task, thoughts } from './task.ts';

/** Two units of one quantity: a large one is so many small ones. `one` is its singular where that differs. */
type Units = { large: string; small: string; factor: number; one?: string };

const METRIC_LENGTHS: Units[] = [
  { large: 'km', small: 'm', factor: 1_000 },
  { large: 'm', small: 'cm', factor: 100 },
  { large: 'cm', small: 'mm', factor: 10 },
];
const METRIC_MASSES: Units[] = [
  { large: 't', small: 'kg', factor: 1_000 },
  { large: 'kg', small: 'g', factor: 1_000 },
  { large: 'g', small: 'mg', factor: 1_000 },
];
const FEET: Units = { large: 'feet', small: 'inches', factor: 12, one: 'foot' };
const POUNDS: Units = { large: 'pounds', small: 'ounces', factor: 16, one: 'pound' };

/** Lengths from one unit to another, always exactly; an inch is 2.54 cm by definition. */
export const lengthConversion: MakeTask = (random, difficulty) => {
  if (difficulty === 'hard') return random.chance(0.5) ? inches(random) : parted(random, FEET);
  return metric(random, { units: random.pick(METRIC_LENGTHS), difficulty });
};

/** Masses from one unit to another, always exactly. */
export const massConversion: MakeTask = (random, difficulty) =>
  difficulty === 'hard'
    ? parted(random, random.pick([POUNDS, ...METRIC_MASSES]))
    : metric(random, { units: random.pick(METRIC_MASSES), difficulty });

function metric(
  random: Random,
  { units: { large, small, factor }, difficulty }: { units: Units; difficulty: Difficulty },
): Task {
  // Easy numbers are whole on both sides; others have as many decimals as the small unit allows.
  const places = difficulty === 'easy' ? 0 : Math.round(Math.log10(factor));
  const scaled = random.integer(2, 9 * 10 ** Math.max(places, 1));
  const [inLarge, inSmall] = [decimal(scaled, places), String((scaled * factor) / 10 ** places)];
  const isDown = random.chance(0.5);
  const [from, to] = isDown ? [`${inLarge} ${large}`, small] : [`${inSmall} ${small}`, large];
  const answer = isDown ? `${inSmall} ${small}` : `${inLarge} ${large}`;
  const [there, back] = [
    `${inLarge} × ${factor} = ${inSmall}`,
    `${inSmall} ÷ ${factor} = ${inLarge}`,
  ];
  return {
    prompt: random.pick([`Convert ${from} to ${to}.`, `How many ${to} are ${from}?`]),
    answer,
    thoughts: reason(random, {
      parse: `The value is given in ${isDown ? large : small} and wanted in ${to}.`,
      plan: isDown
        ? `A smaller unit needs a larger number, so multiply by ${factor}.`
        : `A larger unit needs a smaller number, so divide by ${factor}.`,
      work: [
        { type: 'convert', content: `1 ${large} is ${factor} ${small}.` },
        { type: 'compute', content: `${isDown ? there : back}.` },
      ],
      check: `The other way: ${isDown ? back : there}.`,
      conclude: `${from} is ${answer}.`,
    }),
  };
}

function parted(random: Random, { large, small, factor, one = large }: Units): Task {
  const [whole, rest] = [random.integer(2, 30), random.integer(2, factor - 1)];
  const all = whole * factor + rest;
  const isDown = random.chance(0.5);
  const both = `${whole} ${large} ${rest} ${small}`;
  return {
    prompt: isDown
      ? random.pick([`How many ${small} are ${both}?`, `Convert ${both} to ${small}.`])
      : random.pick([
          `Write ${all} ${small} in ${large} and ${small}.`,
          `How many whole ${large}, and how many ${small} besides, are ${all} ${small}?`,
        ]),
    answer: isDown ? `${all} ${small}` : both,
    thoughts: reason(random, {
      parse: isDown
        ? `${both} is to be written in ${small} alone.`
        : `${all} ${small} are to be split into whole ${large} and what is left.`,
      plan: isDown
        ? `Convert the ${large} and add the ${small}.`
        : `Take out as many whole ${large} as possible; what is left stays in ${small}.`,
      work: [
        { type: 'convert', content: `1 ${one} is ${factor} ${small}.` },
        ...thoughts('compute', [
          `${whole} × ${factor} = ${whole * factor}.`,
          isDown
            ? `${whole * factor} + ${rest} = ${all}.`
            : `${all} - ${whole * factor} = ${rest}.`,
        ]),
      ],
      check: isDown
        ? `${all} - ${rest} = ${whole * factor}, and ${whole * factor} ÷ ${factor} = ${whole}.`
        : `${rest} is less than ${factor}, so no further ${one} fits.`,
      conclude: isDown ? `${both} make ${all} ${small}.` : `${all} ${small} are ${both}.`,
    }),
  };
}

const CENTIMETRES_IN_HUNDREDTHS = 254;

function inches(random: Random): Task {
  const length = 10 * random.integer(1, 9) + random.integer(1, 9);
  const [tens, ones] = [10 * digitAt(length, 1), digitAt(length, 0)];
  const centimetres = (number: number) => decimal(number * CENTIMETRES_IN_HUNDREDTHS, 2);
  return {
    prompt: random.pick([
      `Convert ${length} inches to centimetres. An inch is exactly 2.54 cm.`,
      `A shelf is ${length} inches wide. How many centimetres is that, at 2.54 cm to the inch?`,
    ]),
    answer: `${centimetres(length)} cm`,
    thoughts: reason(random, {
      parse: `${length} inches are given, and each is 2.54 cm.`,
      plan: `Multiply by 2.54, with ${length} split into ${tens} and ${ones}.`,
      work: thoughts('compute', [
        `${tens} × 2.54 = ${centimetres(tens)}.`,
        `${ones} × 2.54 = ${centimetres(ones)}.`,
        `${centimetres(tens)} + ${centimetres(ones)} = ${centimetres(length)}.`,
      ]),
      check: `${centimetres(length)} ÷ 2.54 = ${length}.`,
      conclude: `${count(length, 'inch', 'inches')} are ${centimetres(length)} cm.`,
    }),
  };
}
