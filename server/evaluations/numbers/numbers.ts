import type { Prisma } from '../../../prisma/generated/sqlite/client.ts';
import type { Estimate } from '../statistics/interval.ts';

/** What the samples of an evaluation come to. */
export type Numbers = {
  /** Questions with at least one sample that got a verdict. */
  rows: number;
  /** Samples of a question that were wanted. */
  samplesPerRow: number;
  /** Questions of which fewer got a verdict: an error makes a question's samples fewer, never wrong. */
  shortRows: number;
  accuracy: Estimate | null;
  /** The chance that one of so many tries is right, and over how many questions, which have so many samples. */
  solvedIn: { tries: number; value: number; rows: number }[];
  /** The share of questions whose most frequent answer is right; null of one sample. */
  majority: { value: number; rows: number } | null;
  /** The share of samples in which an answer was found where one was asked for, right or wrong, and of those that were cut off;
   * null where no sample got a verdict. */
  formatShare: number | null;
  cutOffShare: number | null;
  /** Mean tokens of a sample, and of those with an outcome; characters likewise. */
  tokens: Lengths;
  characters: Lengths;
  /** What so many questions and samples can tell: lesser differences may be chance. */
  visibleDifference: number;
  /** Minus the log probability of a token of the expected texts; null where it was not told. */
  expectedLossPerToken: number | null;
  groups: MetaGroup[];
};

export type Lengths = { all: number | null; correct: number | null; wrong: number | null };

/** The questions with one value of their meta. */
export type MetaGroup = { path: string; value: string; rows: number; accuracy: Estimate };

/** The numbers of an evaluation from their column; null before they are there. */
export function storedNumbers({ numbers }: { numbers: Prisma.JsonValue }): Numbers | null {
  return numbers as Numbers | null;
}
