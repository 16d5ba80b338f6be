import { count, dollars } from './numbers.ts';
import type { Random } from './random.ts';
import { type MakeTask, reason, type Task, thoughts } from './task.ts';
import { NAMES } from './words.ts';

const GOODS = ['apples', 'pens', 'rolls', 'stamps', 'postcards', 'oranges', 'candles', 'notebooks'];
const THINGS = ['bicycle', 'tent', 'guitar', 'camera', 'coat', 'desk', 'lamp', 'backpack'];

/** Word problems about money; amounts are counted in cents. */
export const money: MakeTask = (random, difficulty) => {
  const scenarios = { easy: [saving], medium: [saving, discount], hard: [change, sharedBill] };
  return random.pick(scenarios[difficulty])(random);
};

function saving(random: Random): Task {
  const [name, thing] = [random.pick(NAMES), random.pick(THINGS)];
  const [saved, weekly, weeks] = [
    5 * random.integer(4, 30),
    random.integer(6, 25),
    random.integer(3, 15),
  ];
  const price = saved + weekly * weeks;
  const missing = price - saved;
  return {
    prompt: random.pick([
      `${name} has $${saved} and saves $${weekly} every week. After how many weeks can ${name} buy a ${thing} for $${price}?`,
      `A ${thing} costs $${price}. ${name} already has $${saved} and puts aside $${weekly} a week. How many weeks does it take?`,
    ]),
    answer: count(weeks, 'week'),
    thoughts: reason(random, {
      parse: `There are $${saved} at the start, $${weekly} more each week, and the goal is $${price}.`,
      plan: 'Find what is missing, then divide it by what comes in each week.',
      work: thoughts('compute', [
        `Missing: ${price} - ${saved} = ${missing} dollars.`,
        `Weeks: ${missing} ÷ ${weekly} = ${weeks}.`,
      ]),
      check: `${saved} + ${weeks} × ${weekly} = ${price}, exactly the price.`,
      conclude: `${name} can buy the ${thing} after ${count(weeks, 'week')}.`,
    }),
  };
}

function discount(random: Random): Task {
  const thing = random.pick(THINGS);
  const [price, percent] = [20 * random.integer(2, 40), 5 * random.integer(1, 10)];
  const off = (price * percent) / 100;
  const now = price - off;
  return {
    prompt: random.pick([
      `A ${thing} costs $${price}. In a sale it is ${percent}% cheaper. What does it cost now?`,
      `What is the price of a ${thing} of $${price} after a discount of ${percent}%?`,
    ]),
    answer: `$${now}`,
    thoughts: reason(random, {
      parse: `The old price is $${price}, and ${percent}% of it is taken off.`,
      plan: 'Compute the discount in dollars and subtract it.',
      work: thoughts('compute', [
        `The discount is ${price} × ${percent} ÷ 100 = ${off} dollars.`,
        `The new price is ${price} - ${off} = ${now} dollars.`,
      ]),
      check: `${100 - percent}% of the price remain: ${price} × ${100 - percent} ÷ 100 = ${now}.`,
      conclude: `The ${thing} now costs $${now}.`,
    }),
  };
}

function change(random: Random): Task {
  const name = random.pick(NAMES);
  const [first = '', second = ''] = random.sample(GOODS, 2);
  const [firstCount, secondCount] = [random.integer(2, 6), random.integer(2, 5)];
  const [firstPrice, secondPrice] = [5 * random.integer(7, 60), 5 * random.integer(12, 90)];
  const [firstSum, secondSum] = [firstCount * firstPrice, secondCount * secondPrice];
  const sum = firstSum + secondSum;
  const paid = [1_000, 2_000, 5_000].find((bill) => bill > sum) ?? 10_000;
  return {
    prompt: `${name} buys ${firstCount} ${first} at ${dollars(firstPrice)} each and ${secondCount} ${second} at ${dollars(secondPrice)} each, and pays with a ${dollars(paid)} bill. ${random.pick([`How much change does ${name} get?`, 'What is the change?'])}`,
    answer: dollars(paid - sum),
    thoughts: reason(random, {
      parse: `Two kinds of goods are bought, and ${dollars(paid)} is handed over.`,
      plan: 'Add up both amounts and take the sum from what was paid.',
      work: thoughts('compute', [
        `The ${first}: ${firstCount} × ${dollars(firstPrice)} = ${dollars(firstSum)}.`,
        `The ${second}: ${secondCount} × ${dollars(secondPrice)} = ${dollars(secondSum)}.`,
        `Together: ${dollars(firstSum)} + ${dollars(secondSum)} = ${dollars(sum)}.`,
        `Change: ${dollars(paid)} - ${dollars(sum)} = ${dollars(paid - sum)}.`,
      ]),
      check: `${dollars(sum)} + ${dollars(paid - sum)} = ${dollars(paid)}, the bill that was handed over.`,
      conclude: `${name} gets ${dollars(paid - sum)} back.`,
    }),
  };
}

function sharedBill(random: Random): Task {
  const [friends, percent] = [random.integer(3, 8), random.pick([10, 15, 20])];
  const share = random.integer(9, 30);
  const bill = friends * share * 100;
  const tip = (bill * percent) / 100;
  const each = (bill + tip) / friends;
  return {
    prompt: random.pick([
      `${friends} friends share a restaurant bill of ${dollars(bill)} and add a tip of ${percent}%. How much does each of them pay?`,
      `A bill of ${dollars(bill)} plus ${percent}% tip is split equally among ${friends} friends. What is one share?`,
    ]),
    answer: dollars(each),
    thoughts: reason(random, {
      parse: `The bill is ${dollars(bill)}, the tip ${percent}% of it, and ${friends} people pay.`,
      plan: 'Find the tip, add it to the bill, and divide by the number of friends.',
      work: thoughts('compute', [
        `Tip: ${dollars(bill)} × ${percent} ÷ 100 = ${dollars(tip)}.`,
        `Together: ${dollars(bill)} + ${dollars(tip)} = ${dollars(bill + tip)}.`,
        `Each pays ${dollars(bill + tip)} ÷ ${friends} = ${dollars(each)}.`,
      ]),
      check: `${friends} × ${dollars(each)} = ${dollars(bill + tip)}, so all is paid.`,
      conclude: `Each of the ${friends} friends pays ${dollars(each)}.`,
    }),
  };
}
