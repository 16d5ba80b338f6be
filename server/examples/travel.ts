import { count, decimal } from './numbers.ts';
import type { Random } from './random.ts';
import { type MakeTask, reason, type Task, thoughts } from './task.ts';

const SLOW = ['cyclist', 'boat', 'ferry', 'tractor'];
const FAST = ['train', 'bus', 'car', 'truck', 'van'];
const SLOW_SPEED = 32;

/** Word problems about distance, speed and time, in kilometres and hours. */
export const travel: MakeTask = (random, difficulty) => {
  const scenarios = { easy: [distance], medium: [distance, duration], hard: [average, meeting] };
  return random.pick(scenarios[difficulty])(random);
};

function distance(random: Random): Task {
  const [speed, halves] = [2 * random.integer(7, 60), random.integer(3, 15)];
  const traveller = travellerAt(random, speed);
  const hours = decimal(halves * 5, 1);
  const way = (speed * halves) / 2;
  return {
    prompt: random.pick([
      `A ${traveller} moves at ${speed} km/h for ${hours} hours. How far does it get?`,
      `How many kilometres does a ${traveller} cover in ${hours} hours at ${speed} km/h?`,
    ]),
    answer: `${way} km`,
    thoughts: reason(random, {
      parse: `The speed is ${speed} km/h and the time ${hours} h; the distance is wanted.`,
      plan: 'Distance is speed times time.',
      work: thoughts('compute', [`${speed} × ${hours} = ${way}.`]),
      check: `${way} ÷ ${hours} = ${speed}, the speed given.`,
      conclude: `The ${traveller} gets ${way} km far.`,
    }),
  };
}

function duration(random: Random): Task {
  const [quarterWay, hours, quarters] = [
    random.integer(4, 28),
    random.integer(1, 6),
    random.integer(1, 3),
  ];
  const [speed, minutes] = [4 * quarterWay, 15 * quarters];
  const traveller = travellerAt(random, speed);
  const [whole, rest] = [hours * speed, quarters * quarterWay];
  const way = whole + rest;
  const time = `${count(hours, 'hour')} ${minutes} minutes`;
  return {
    prompt: random.pick([
      `How long does a ${traveller} need for ${way} km at ${speed} km/h? Answer in hours and minutes.`,
      `A ${traveller} at ${speed} km/h has ${way} km to go. How many hours and minutes does that take?`,
    ]),
    answer: time,
    thoughts: reason(random, {
      parse: `The distance is ${way} km and the speed ${speed} km/h; the time is wanted.`,
      plan: 'Take out the full hours first, then turn the rest of the way into minutes.',
      work: thoughts('compute', [
        `In ${count(hours, 'full hour')} it covers ${hours} × ${speed} = ${whole} km.`,
        `That leaves ${way} - ${whole} = ${rest} km.`,
        `For ${rest} km it needs ${rest} × 60 ÷ ${speed} = ${minutes} minutes.`,
      ]),
      check: `${speed} × ${decimal(100 * hours + 25 * quarters, 2)} = ${way}, and ${minutes} minutes are ${decimal(25 * quarters, 2)} of an hour.`,
      conclude: `It takes ${time}.`,
    }),
  };
}

function average(random: Random): Task {
  const [first = 1, second = 2] = random.sample([1, 2, 3, 4, 5], 2);
  const speed = random.integer(14, 90);
  const way = speed * (first + second);
  // The two parts differ from the average, in opposite directions.
  const faster = random.integer(2, Math.floor(speed / 3));
  const firstWay = speed * first + faster;
  const traveller = travellerAt(random, speed);
  return {
    prompt: `A ${traveller} covers ${firstWay} km in ${count(first, 'hour')} and then ${way - firstWay} km in ${count(second, 'hour')}. ${random.pick(['What is the average speed?', 'At what average speed does it travel?'])}`,
    answer: `${speed} km/h`,
    thoughts: reason(random, {
      parse: `There are two parts, ${firstWay} km in ${first} h and ${way - firstWay} km in ${second} h.`,
      plan: 'The average speed is the whole distance over the whole time, not the mean of two speeds.',
      work: thoughts('compute', [
        `Whole distance: ${firstWay} + ${way - firstWay} = ${way} km.`,
        `Whole time: ${first} + ${second} = ${first + second} h.`,
        `${way} ÷ ${first + second} = ${speed}.`,
      ]),
      check: `At a steady ${speed} km/h, ${first + second} h make ${speed} × ${first + second} = ${way} km.`,
      conclude: `The average speed is ${speed} km/h.`,
    }),
  };
}

function travellerAt(random: Random, speed: number): string {
  return random.pick(speed <= SLOW_SPEED ? SLOW : FAST);
}

function meeting(random: Random): Task {
  const [one, other, hours] = [
    random.integer(30, 90),
    random.integer(30, 90),
    random.integer(2, 6),
  ];
  const closing = one + other;
  const way = closing * hours;
  return {
    prompt: random.pick([
      `Two trains start towards each other from towns ${way} km apart, at ${one} km/h and ${other} km/h. After how many hours do they meet?`,
      `Two towns are ${way} km apart. A car leaves each at the same time, one at ${one} km/h, the other at ${other} km/h, heading for each other. When do they meet?`,
    ]),
    answer: `after ${count(hours, 'hour')}`,
    thoughts: reason(random, {
      parse: `The gap is ${way} km and closes from both sides.`,
      plan: 'Add the speeds to get how fast the gap closes, and divide the gap by it.',
      work: thoughts('compute', [
        `The gap closes by ${one} + ${other} = ${closing} km each hour.`,
        `${way} ÷ ${closing} = ${hours}.`,
      ]),
      check: `In ${hours} h they cover ${hours} × ${one} = ${hours * one} km and ${hours} × ${other} = ${hours * other} km, and ${hours * one} + ${hours * other} = ${way}.`,
      conclude: `They meet after ${count(hours, 'hour')}.`,
    }),
  };
}
