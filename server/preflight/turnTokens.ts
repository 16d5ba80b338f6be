import { TURN_END, TURN_START } from '../datasets/formats/turns.ts';

/** Counts the tokens of a trace's two turns, and says on what the count rests. */
export type TokenCounter = {
  count: (turns: Turns) => number;
  basis: string;
  /** Whether it is a count, and no estimate. */
  isExact: boolean;
  /** Whether the tokenizer has Gemma's markers of turns; null when that is not known here. */
  hasMarkers: boolean | null;
};

type Turns = { before: string; trained: string };

const MARKERS = new RegExp(`(${TURN_START}|${TURN_END})`);

/** What is encoded by itself: each marker, and what stands between two. */
export function partsOf({ before, trained }: Turns): string[] {
  return [...before.split(MARKERS), ...trained.split(MARKERS)];
}
