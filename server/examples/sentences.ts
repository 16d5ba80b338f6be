import { capitalized, listed } from './numbers.ts';
import type { Random } from './random.ts';
import { type Difficulty, type MakeTask, reason, thoughts } from './task.ts';
import { ADJECTIVES, NOUNS, VERBS } from './words.ts';

/** How many vowels a phrase has, word by word. */
export const vowelCount: MakeTask = (random, difficulty) => {
  const words = phrase(random, difficulty);
  const found = words.map((word) => [...word].filter((letter) => 'aeiou'.includes(letter)));
  const counts = found.map(({ length }) => length);
  const total = counts.reduce((sum, number) => sum + number, 0);
  return {
    prompt: random.pick([
      `How many vowels (a, e, i, o, u) are in '${words.join(' ')}'?`,
      `Count the vowels a, e, i, o and u in the phrase '${words.join(' ')}'.`,
    ]),
    answer: String(total),
    thoughts: reason(random, {
      parse: `The phrase has ${words.length} words: ${listed(words)}.`,
      plan: 'Count word by word and add the counts.',
      work: [
        ...thoughts(
          'list',
          words.map(
            (word, index) => `'${word}' has ${found[index]?.join(', ')}: ${counts[index]}.`,
          ),
        ),
        ...thoughts('compute', [`${counts.join(' + ')} = ${total}.`]),
      ],
      check: `In a row they are ${found.flat().join('')}, which is ${total} letters long.`,
      conclude: `There are ${total} vowels.`,
    }),
  };
};

/** The first letters of a name of several words. */
export const acronym: MakeTask = (random, difficulty) => {
  const words = phrase(random, difficulty).map(capitalized);
  const initials = words.map((word) => word.charAt(0));
  return {
    prompt: random.pick([
      `Form the acronym of '${words.join(' ')}'.`,
      `What is the acronym of '${words.join(' ')}'?`,
      `Abbreviate '${words.join(' ')}' by its first letters.`,
    ]),
    answer: initials.join(''),
    thoughts: reason(random, {
      parse: `The name has ${words.length} words.`,
      plan: 'Take the first letter of each word, in capitals.',
      work: thoughts('list', [
        `The words are ${listed(words)}.`,
        `They begin with ${listed(initials)}.`,
      ]),
      check: `${words.length} words give ${initials.length} letters.`,
      conclude: `The acronym is ${initials.join('')}.`,
    }),
  };
};

function phrase(random: Random, difficulty: Difficulty): string[] {
  const [first = '', second = ''] = random.sample(ADJECTIVES, 2);
  const [subject = '', object = ''] = random.sample(NOUNS, 2);
  const verb = random.pick(VERBS);
  return {
    easy: [first, subject, object],
    medium: [first, subject, verb, object],
    hard: [first, subject, verb, second, object],
  }[difficulty];
}
