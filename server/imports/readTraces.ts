import { z } from 'zod';
import { formatPath } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { issuesOf } from '../parse.ts';
import type { TraceRecord } from '../traces/columns.ts';
import { sizeProblem, toRow } from '../traces/create.ts';
import { TRACE_LIMITS, type TraceContent, text, traceJson } from '../traces/trace.ts';
import type { Bytes } from './containers/bytes.ts';
import { readRows } from './containers/readRows.ts';
import type { Row } from './containers/row.ts';
import { type ImportProgress, REPORTED_ERRORS } from './progress.ts';
import { type DraftScore, type Reader, UnreadableRow } from './reader.ts';
import { readRow, recognise } from './readers.ts';
import type { Splitting } from './splitting.ts';
import { toTraceForm } from './toTraceForm.ts';

/** A trace of a row, ready to be stored, with what it was scored. */
export type ReadTrace = {
  line: number;
  content: TraceContent;
  row: TraceRecord;
  scores: DraftScore[];
};

export type Reading = {
  source: Bytes;
  maxBytes: number;
  /** Where a file is put that can't be read as it comes. */
  folder: string;
  /** What the rows are read as; by the first that is known where it is not said. */
  reader?: Reader | undefined;
  splitting: Splitting;
  progress: ImportProgress;
};

/** The traces of a file's rows, some at a time; what is wrong with the others is noted in the progress. */
export async function* readTraces({
  source,
  maxBytes,
  folder,
  reader: said,
  splitting,
  progress,
}: Reading): AsyncGenerator<ReadTrace[]> {
  let reader = said;
  for await (const rows of readRows(source, { maxBytes, folder })) {
    reader ??= readerOf(rows);
    if (reader) progress.format = reader.name;
    yield rows.flatMap((row) => {
      const outcome = tracesOf(row, { reader, splitting, maxBytes });
      if (typeof outcome !== 'string') return outcome;
      progress.rejected += 1;
      if (progress.errors.length < REPORTED_ERRORS)
        progress.errors.push({ line: row.number, message: outcome });
      return [];
    });
  }
}

/** The format that the first of some rows is known by. */
export function readerOf(rows: Row[]): Reader | undefined {
  const first = rows.find(({ value }) => value)?.value;
  return first && recognise(first);
}

/** The traces of a row: all of them, or what is wrong with one. */
export function tracesOf(
  { number, value, problem }: Row,
  { maxBytes, ...reading }: HowRead & { maxBytes: number },
): ReadTrace[] | string {
  if (problem !== undefined || !value) return problem ?? 'Expected a row, got nothing';
  const drafts = draftsOf(value, reading);
  if (typeof drafts === 'string') return drafts;
  const traces: ReadTrace[] = [];
  for (const { form, scores = [] } of drafts) {
    const trace = traceJson.safeParse(form);
    if (!trace.success) return problemsOf(trace.error);
    const row = toRow(trace.data);
    const tooLong = sizeProblem(row, maxBytes);
    if (tooLong) return tooLong;
    const judged = scoresOf(scores, row.stepCount);
    if (typeof judged === 'string') return judged;
    traces.push({ line: number, content: trace.data, row, scores: judged });
  }
  return traces;
}

type HowRead = { reader: Reader | undefined; splitting: Splitting };

type Draft = { form: unknown; scores?: DraftScore[] | undefined };

/** A row's traces in their JSON form, not yet checked. */
function draftsOf(value: JsonObject, { reader, splitting }: HowRead): Draft[] | string {
  if (!reader) return isOwnForm(value) ? [{ form: value }] : unknownProblem(value);
  try {
    return readRow(value, { reader, splitting }).map((draft) => ({
      form: toTraceForm(draft),
      scores: draft.scores,
    }));
  } catch (error) {
    if (error instanceof UnreadableRow) return error.message;
    throw error;
  }
}

/** Whether a row is meant to be a trace of this project's own form, be it right or wrong. */
export function isOwnForm(value: JsonObject): boolean {
  const names = Object.keys(value);
  return names.length === 0 || names.some((name) => OWN_FIELDS.includes(name));
}

const OWN_FIELDS = Object.keys(traceJson.in.shape);

function unknownProblem(value: JsonObject): string {
  const names = Object.keys(value);
  const shownNames = names.slice(0, SHOWN_FIELDS).join(', ');
  const more = names.length > SHOWN_FIELDS ? ` and ${names.length - SHOWN_FIELDS} more` : '';
  return `Expected a trace, or a row of a known format, got the fields ${shownNames}${more}: map them by hand`;
}

const SHOWN_FIELDS = 10;

const draftScore = z.object({
  criteria: text(64),
  score: z.number(),
  step: z.int().min(0).optional(),
  label: text(1_000).optional(),
  explanation: text(TRACE_LIMITS.stepContent).optional(),
});

function scoresOf(scores: DraftScore[], stepCount: number): DraftScore[] | string {
  if (scores.length === 0) return scores;
  const result = z.object({ scores: z.array(draftScore) }).safeParse({ scores });
  if (!result.success) return problemsOf(result.error);
  const beyond = scores.findIndex(({ step }) => step !== undefined && step >= stepCount);
  return beyond < 0
    ? scores
    : `scores[${beyond}].step: Expected one of the trace's ${stepCount} steps, from 0, got ${scores[beyond]?.step}`;
}

function problemsOf(error: Parameters<typeof issuesOf>[0]): string {
  return issuesOf(error)
    .map(({ path, message }) => (path.length > 0 ? `${formatPath(path)}: ${message}` : message))
    .join('; ');
}
