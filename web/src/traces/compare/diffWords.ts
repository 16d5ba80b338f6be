import { editScript } from './editScript.ts';

/** A stretch of text that both sides have, or only the first (`removed`) or the second (`added`). */
export type Piece = { kind: 'same' | 'removed' | 'added'; text: string };

export type Diff = {
  pieces: Piece[];
  /** What was compared: texts that differ in too many words are compared by sentences, or as wholes. */
  unit: 'word' | 'sentence' | 'whole';
  /** How many words only one side has. */
  removedWords: number;
  addedWords: number;
};

// More differences than this tell a reader nothing, and finding them takes the square of their number.
const MOST_EDITS = { word: 1_500, sentence: 600 };

// Of texts that share less, marks on nearly every word hide both.
const LEAST_SHARED = 0.35;

const WORDS = /\s+|[\p{L}\p{N}\p{M}_]+|[^\s\p{L}\p{N}\p{M}_]/gu;
const SENTENCES = /[^.!?\n]*(?:[.!?]+\s*|\n+|$)/g;

/** The differences of two texts, by words where that is of use. */
export function diffWords(base: string, other: string): Diff {
  const pieces =
    diffBy('word', base, other, WORDS) ?? diffBy('sentence', base, other, SENTENCES) ?? null;
  if (pieces) return pieces;
  return described('whole', [
    { kind: 'removed', text: base },
    { kind: 'added', text: other },
  ]);
}

/** Whether two texts share too little for marks on what differs to be of use. */
export function isUnlike({ pieces, removedWords, addedWords }: Diff): boolean {
  const shared = wordCount(pieces.map(({ kind, text }) => (kind === 'same' ? text : '')).join(' '));
  return shared < LEAST_SHARED * (shared + Math.max(removedWords, addedWords));
}

/** How many words a text has. */
function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}\p{M}_]+/gu)?.length ?? 0;
}

function diffBy(unit: 'word' | 'sentence', base: string, other: string, pattern: RegExp) {
  const before = base.match(pattern)?.filter(Boolean) ?? [];
  const after = other.match(pattern)?.filter(Boolean) ?? [];
  const edits = editScript(before, after, MOST_EDITS[unit]);
  if (!edits) return null;
  return described(
    unit,
    edits.map(({ kind, start, end }) => ({
      kind,
      text: (kind === 'added' ? after : before).slice(start, end).join(''),
    })),
  );
}

function described(unit: Diff['unit'], pieces: Piece[]): Diff {
  const words = (kind: Piece['kind']) =>
    pieces
      .filter((piece) => piece.kind === kind)
      .reduce((sum, { text }) => sum + wordCount(text), 0);
  return {
    unit,
    pieces: pieces.filter(({ text }) => text !== ''),
    removedWords: words('removed'),
    addedWords: words('added'),
  };
}
