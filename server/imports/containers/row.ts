import type { JsonObject } from '../../json.ts';

/** A row of a file: its object, or why it has none. Text is numbered by the line on which the row begins, Parquet by row;
 * both from 1. */
export type Row = { number: number; value?: JsonObject; problem?: string };
