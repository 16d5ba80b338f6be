import type { StoredTrace } from '../../traces/read.ts';
import type { Column } from './column.ts';
import type { ReasoningPlace } from './conversation.ts';

export type FormatOptions = { reasoning: ReasoningPlace };

/** Two traces of one prompt, of which the first is above the other by a criteria. */
export type TracePair = {
  criteria: string;
  chosen: StoredTrace;
  rejected: StoredTrace;
  chosenScore: number;
  rejectedScore: number;
};

type Shared = {
  columns: (options: FormatOptions) => Column[];
  /** Whether a trace's own text says what only the format may say; never where left out. */
  forges?: (trace: StoredTrace, options: FormatOptions) => boolean;
};

/** What a row of an export holds: a trace, a trace whose answer is known, or a pair. */
export type Format = Shared &
  (
    | {
        of: 'traces' | 'questions';
        recordOf: (trace: StoredTrace, options: FormatOptions) => object;
      }
    | { of: 'pairs'; recordOf: (pair: TracePair, options: FormatOptions) => object }
  );
