import { decimal } from './numbers.ts';
import type { Random } from './random.ts';
import { type MakeTask, reason, type Task, thoughts } from './task.ts';

/** Temperatures between Celsius, Fahrenheit and Kelvin, always exactly. */
export const temperature: MakeTask = (random, difficulty) => {
  const make = { easy: kelvin, medium: toFahrenheit, hard: toCelsius }[difficulty];
  return make(random);
};

const ABSOLUTE_ZERO_IN_HUNDREDTHS = 27_315;

function kelvin(random: Random): Task {
  const celsius = random.integer(-60, 240);
  const answer = decimal(100 * celsius + ABSOLUTE_ZERO_IN_HUNDREDTHS, 2);
  return {
    prompt: random.pick(prompts(`${celsius} °C`, 'kelvin')),
    answer: `${answer} K`,
    thoughts: reason(random, {
      parse: `The temperature is ${celsius} °C and is wanted in kelvin.`,
      plan: 'Both scales have steps of the same size; 0 °C is 273.15 K, so add 273.15.',
      work: thoughts('convert', [`${celsius} + 273.15 = ${answer}.`]),
      check: `${answer} - 273.15 = ${celsius}.`,
      conclude: `${celsius} °C is ${answer} K.`,
    }),
  };
}

function toFahrenheit(random: Random): Task {
  const celsius = 5 * random.integer(-8, 50);
  const scaled = (celsius * 9) / 5;
  const fahrenheit = scaled + 32;
  return {
    prompt: random.pick(prompts(`${celsius} °C`, 'degrees Fahrenheit')),
    answer: `${fahrenheit} °F`,
    thoughts: reason(random, {
      parse: `${celsius} °C is to be written in degrees Fahrenheit.`,
      plan: 'Multiply by 9, divide by 5, then add 32.',
      work: thoughts('compute', [
        `${celsius} × 9 = ${celsius * 9}.`,
        `${celsius * 9} ÷ 5 = ${scaled}.`,
        `${scaled} + 32 = ${fahrenheit}.`,
      ]),
      check: `Backwards: ${fahrenheit} - 32 = ${scaled}, and ${scaled} × 5 ÷ 9 = ${celsius}.`,
      conclude: `${celsius} °C is ${fahrenheit} °F.`,
    }),
  };
}

function toCelsius(random: Random): Task {
  const ninths = random.integer(-9, 45);
  const fahrenheit = 9 * ninths + 32;
  const celsius = 5 * ninths;
  return {
    prompt: random.pick(prompts(`${fahrenheit} °F`, 'degrees Celsius')),
    answer: `${celsius} °C`,
    thoughts: reason(random, {
      parse: `${fahrenheit} °F is to be written in degrees Celsius.`,
      plan: 'Undo the 32 first, then multiply by 5 and divide by 9.',
      work: thoughts('compute', [
        `${fahrenheit} - 32 = ${9 * ninths}.`,
        `${9 * ninths} × 5 = ${45 * ninths}.`,
        `${45 * ninths} ÷ 9 = ${celsius}.`,
      ]),
      check: `${celsius} × 9 ÷ 5 + 32 = ${fahrenheit}.`,
      conclude: `${fahrenheit} °F is ${celsius} °C.`,
    }),
  };
}

function prompts(from: string, to: string): string[] {
  return [
    `Convert ${from} to ${to}.`,
    `What is ${from} in ${to}?`,
    `A thermometer shows ${from}. How much is that in ${to}?`,
  ];
}
