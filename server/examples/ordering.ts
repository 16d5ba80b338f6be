import { listed } from './numbers.ts';
import { type MakeTask, reason, thoughts } from './task.ts';
import { NAMES } from './words.ts';

const QUALITIES = [
  { more: 'taller', less: 'shorter', most: 'tallest', least: 'shortest' },
  { more: 'older', less: 'younger', most: 'oldest', least: 'youngest' },
  { more: 'faster', less: 'slower', most: 'fastest', least: 'slowest' },
  { more: 'heavier', less: 'lighter', most: 'heaviest', least: 'lightest' },
];

/** People who are compared in pairs, and who comes first, last, or in which order all stand. */
export const ordering: MakeTask = (random, difficulty) => {
  const { more, less, most, least } = random.pick(QUALITIES);
  const people = random.sample(NAMES, { easy: 3, medium: 4, hard: 5 }[difficulty]);
  const facts = people.slice(1).map((lower, index) => {
    const upper = people[index] ?? '';
    return random.chance(0.5)
      ? { said: `${upper} is ${more} than ${lower}`, meant: `${upper} > ${lower}` }
      : { said: `${lower} is ${less} than ${upper}`, meant: `${upper} > ${lower}` };
  });
  const given = random.sample(facts, facts.length);
  const { question, answer } = random.pick([
    { question: `Who is the ${most}?`, answer: people[0] ?? '' },
    { question: `Who is the ${least}?`, answer: people.at(-1) ?? '' },
    { question: `Name all from the ${most} to the ${least}.`, answer: people.join(', ') },
  ]);
  const chain = people.join(' > ');
  return {
    prompt: `${given.map(({ said }) => said).join('. ')}. ${question}`,
    answer,
    thoughts: reason(random, {
      parse: `${people.length} people are compared: ${listed([...people].sort())}. Write A > B for "A is ${more} than B".`,
      plan: 'Turn every sentence into the same direction, then join them into one chain.',
      work: [
        ...thoughts(
          'compare',
          given.map(({ said, meant }) => `${said}: ${meant}.`),
        ),
        ...thoughts('list', [`All in one chain: ${chain}.`]),
      ],
      check: `Each of the ${given.length} sentences agrees with ${chain}.`,
      conclude:
        answer === people.join(', ')
          ? `From the ${most} to the ${least}: ${answer}.`
          : `At the ${answer === people[0] ? 'top' : 'end'} of the chain stands ${answer}.`,
    }),
  };
};
