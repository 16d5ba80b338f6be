/** What became of a file's rows so far; of the errors, the first thousand. */
export type ImportProgress = {
  /** Id of the import, once it has begun. */
  id?: string;
  accepted: number;
  /** How many were stored already, with the same content. */
  skipped: number;
  rejected: number;
  /** How many scores were stored. */
  scores: number;
  errors: RowError[];
  /** What the rows were read as, where they are no traces of this project's own form. */
  format?: string;
  /** The last row that was stored or skipped. */
  lastRow: number;
  /** An earlier import of a file with the same bytes. */
  importedBefore?: EarlierImport;
};

/** A row that was refused, by its line or number. */
export type RowError = { line: number; message: string };

export type EarlierImport = { id: string; name: string; startedAt: Date };

export const REPORTED_ERRORS = 1_000;

export function newProgress(): ImportProgress {
  return { accepted: 0, skipped: 0, rejected: 0, scores: 0, errors: [], lastRow: 0 };
}
