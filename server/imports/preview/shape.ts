import type { JsonObject } from '../../json.ts';

// Types alone, so that the page reads what the server answers.

/** Where a trace has what a field of its row holds. */
export type Place =
  | 'prompt'
  | 'context'
  | 'steps'
  | 'final_answer'
  | 'expected_answer'
  | 'meta'
  | 'scores';

export type Field = { path: string; sample: string; places: Place[] };

export type Format = { name: string; label: string; shape: string };

/** What an import of a file would come to, by its first rows. */
export type ImportPreview = {
  container?: string;
  packing?: string | null;
  /** What the rows are read as; null where they are none that is known. */
  format: Format | null;
  /** The fields by which that was seen. */
  decidedBy: string[];
  /** Other formats that the first row could be of. */
  candidates: Omit<Format, 'shape'>[];
  /** The fields of the first row that can be read, and where its traces have them. */
  fields: Field[];
  rows: PreviewRow[];
  counts: { rows: number; traces: number; scores: number; refused: number; stored: number };
  /** The first rows that are refused. */
  errors: { line: number; message: string }[];
  /** Why the file can't be read further. */
  problem?: string;
  importedBefore?: { id: string; name: string; startedAt: string };
};

export type PreviewRow = {
  line: number;
  row: JsonObject | null;
  traces: PreviewTrace[];
  problem?: string;
};

export type PreviewTrace = {
  prompt: string;
  final_answer: string;
  expected_answer?: string;
  context?: { role: string; content: string }[];
  steps: { i: number; type: string; content: string }[];
  meta?: unknown;
  scores: { criteria: string; score: number; step?: number; label?: string }[];
  isStored: boolean;
};
