import { describe, expect, it } from 'vitest';
import type { Piece } from './diffWords.ts';
import { isShortened, shortened } from './shortened.ts';

const same = (length: number): Piece => ({ kind: 'same', text: 'x'.repeat(length) });
const added: Piece = { kind: 'added', text: 'new' };
const lengths = (pieces: Piece[]) =>
  shortened(pieces).map(({ kind, text }) => (kind === 'gap' ? text : `${kind} ${text.length}`));

describe('A long comparison', () => {
  it('leaves out what both have between differences', () => {
    expect(lengths([added, same(5_000), added])).toEqual([
      'added 3',
      'same 200',
      '4,600 characters that are the same',
      'same 200',
      'added 3',
    ]);
  });

  it('leaves out the beginning and the end', () => {
    expect(lengths([same(1_000), added, same(1_000)])).toEqual([
      '800 characters that are the same',
      'same 200',
      'added 3',
      'same 200',
      '800 characters that are the same',
    ]);
  });

  it('stays whole where the differences are close', () => {
    expect(isShortened([same(700), added])).toBe(false);
    expect(lengths([same(700), added])).toEqual(['same 700', 'added 3']);
  });
});
