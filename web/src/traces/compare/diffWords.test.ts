import { describe, expect, it } from 'vitest';
import { type Diff, diffWords, isUnlike } from './diffWords.ts';

const shown = ({ pieces }: Diff) =>
  pieces
    .map(({ kind, text }) => ({ same: text, removed: `[-${text}-]`, added: `{+${text}+}` })[kind])
    .join('');

const side = ({ pieces }: Diff, other: 'removed' | 'added') =>
  pieces
    .filter(({ kind }) => kind !== other)
    .map(({ text }) => text)
    .join('');

describe('The differences of two texts', () => {
  it.each([
    ['the same text', 'the same text', 'the same text'],
    ['', '', ''],
    ['', 'new', '{+new+}'],
    ['old', '', '[-old-]'],
    ['7 + 5 = 12', '7 + 5 = 13', '7 + 5 = [-12-]{+13+}'],
    ['carry the one', 'carry one', 'carry [-the -]one'],
    ['a cat sat', 'a big cat sat', 'a {+big +}cat sat'],
    ['naïve Straße', 'naive Straße', '[-naïve-]{+naive+} Straße'],
    ['x=1;y=2', 'x=1;y=3', 'x=1;y=[-2-]{+3+}'],
    ['漢字 と 仮名', '漢字 や 仮名', '漢字 [-と-]{+や+} 仮名'],
  ])('of "%s" and "%s" are "%s"', (base, other, words) => {
    expect(shown(diffWords(base, other))).toBe(words);
  });

  it('are counted in words, not in spaces and signs', () => {
    const diff = diffWords('First, add 2 and 3.', 'First add 2, 3 and 4!');
    expect(diff).toMatchObject({ unit: 'word', removedWords: 1, addedWords: 2 });
  });

  it('are the fewest that there can be, and hold both texts whole', () => {
    const random = randomNumbers(7);
    for (let round = 0; round < 200; round++) {
      const words = () => Array.from({ length: random() % 12 }, () => 'abc'[random() % 3]);
      const [base, other] = [words(), words()];
      const diff = diffWords(base.join(' '), other.join(' '));
      expect(side(diff, 'added')).toBe(base.join(' '));
      expect(side(diff, 'removed')).toBe(other.join(' '));
      expect(sameTokens(diff)).toBe(
        commonSubsequence(tokens(base.join(' ')), tokens(other.join(' '))),
      );
    }
  });

  it('are found by words in long texts that differ in little', () => {
    const words = Array.from({ length: 40_000 }, (_, index) => `w${index % 997}`);
    const changed = words.with(100, 'CHANGED').with(30_000, 'CHANGED').toSpliced(20_000, 3);
    const diff = diffWords(words.join(' '), changed.join(' '));
    expect(diff).toMatchObject({ unit: 'word', removedWords: 5, addedWords: 2 });
  });

  it('are found by sentences where too many words differ', () => {
    const sentence = (index: number, word: string) => `${index} ${`${word}${index} `.repeat(9)}. `;
    const sentences = Array.from({ length: 400 }, (_, index) => sentence(index, 'a'));
    const other = sentences.map((each, index) => (index % 2 ? each : sentence(index, 'b')));
    const diff = diffWords(sentences.join(''), other.join(''));
    expect(diff).toMatchObject({ unit: 'sentence', removedWords: 2_000, addedWords: 2_000 });
    expect(side(diff, 'added')).toBe(sentences.join(''));
    expect(side(diff, 'removed')).toBe(other.join(''));
  });

  it('are not worth a mark where less than 35 % of the words are shared', () => {
    expect(isUnlike(diffWords('a b c d e f', 'a b u v w x'))).toBe(true);
    expect(isUnlike(diffWords('a b c d e f', 'a b c u v w'))).toBe(false);
    expect(isUnlike(diffWords('a', 'a'))).toBe(false);
  });

  it('are the whole texts where nothing is alike', () => {
    const text = (word: string) =>
      Array.from({ length: 5_000 }, (_, index) => `${word}${index}.`).join('');
    const diff = diffWords(text('a'), text('b'));
    expect(diff.unit).toBe('whole');
    expect(diff.pieces.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});

function tokens(text: string): string[] {
  return text.match(/\s+|\w+/g) ?? [];
}

function sameTokens({ pieces }: Diff): number {
  return pieces
    .filter(({ kind }) => kind === 'same')
    .reduce((sum, { text }) => sum + tokens(text).length, 0);
}

/** The length of the longest common subsequence, by the table that everyone knows. */
function commonSubsequence(one: string[], other: string[]): number {
  let row = other.map(() => 0);
  for (const token of one) {
    const next: number[] = [];
    for (const [index, each] of other.entries()) {
      const diagonal = row[index - 1] ?? 0;
      next.push(token === each ? diagonal + 1 : Math.max(row[index] ?? 0, next[index - 1] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Numbers that look random, and are the same each time. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state >> 8;
  };
}
