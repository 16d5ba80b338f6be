/** A document as a word index takes it: its words with a space before and after each. */
export type Document = { id: string; words: string };

/** Words that a document must have next to each other, or must not have when they are excluded. */
export type Term = {
  words: string[];
  /** Whether the last word may go on. */
  isPrefix: boolean;
  isExcluded: boolean;
};

/** Documents by the order of their ids: which are wanted, and from which end. */
export type Stretch = {
  above?: string | undefined;
  below?: string | undefined;
  isDescending: boolean;
  limit: number;
};
