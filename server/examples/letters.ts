import { count } from './numbers.ts';
import type { Random } from './random.ts';
import { type Difficulty, type MakeTask, reason, thoughts } from './task.ts';
import { ADJECTIVES, NOUNS } from './words.ts';

/** A text read from its end. */
export const reversal: MakeTask = (random, difficulty) => {
  const text = textOf(random, difficulty);
  const reversed = [...text].reverse().join('');
  return {
    prompt: random.pick([
      `Reverse the text '${text}'.`,
      `Write '${text}' backwards.`,
      `What is '${text}' when it is read from right to left?`,
    ]),
    answer: reversed,
    thoughts: reason(random, {
      parse: `The text is '${text}' and has ${text.length} characters${text.includes(' ') ? ', the space included' : ''}.`,
      plan: 'List the characters, then read the list from its end.',
      work: thoughts('list', [
        `In order: ${spelled(text)}.`,
        `From the end: ${spelled(reversed)}.`,
      ]),
      check: `Reversing '${reversed}' again gives '${text}'.`,
      conclude: `Backwards it is '${reversed}'.`,
    }),
  };
};

/** The letters of a word in alphabetical order. */
export const letterSort: MakeTask = (random, difficulty) => {
  const word = textOf(random, difficulty).replace(' ', '');
  const sorted = [...word].sort().join('');
  const groups = [...new Set(sorted)].map((letter) => {
    const times = [...word].filter((other) => other === letter).length;
    return times === 1 ? letter : `${letter} (${times} times)`;
  });
  return {
    prompt: random.pick([
      `Sort the letters of '${word}' alphabetically.`,
      `Put the letters of '${word}' in alphabetical order.`,
      `Arrange the letters of '${word}' from a to z.`,
    ]),
    answer: sorted,
    thoughts: reason(random, {
      parse: `The letters are ${spelled(word)}.`,
      plan: 'Go through the alphabet and take each letter as often as it occurs.',
      work: thoughts('list', [
        `In alphabetical order they are ${groups.join(', ')}.`,
        `Joined: ${sorted}.`,
      ]),
      check: `${count(word.length, 'letter')} went in, and '${sorted}' has ${word.length}.`,
      conclude: `Sorted, the letters are '${sorted}'.`,
    }),
  };
};

function textOf(random: Random, difficulty: Difficulty): string {
  const adjective = random.pick(ADJECTIVES);
  const noun = random.pick(NOUNS);
  return {
    easy: random.pick([adjective, noun]),
    medium: `${adjective}${noun}`,
    hard: `${adjective} ${noun}s`,
  }[difficulty];
}

function spelled(text: string): string {
  return [...text].map((letter) => (letter === ' ' ? 'space' : letter)).join(', ');
}
