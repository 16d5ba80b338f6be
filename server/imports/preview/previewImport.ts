import { layoutOf } from '../../home/layout.ts';
import type { JsonObject } from '../../json.ts';
import { toTraceJson } from '../../traces/trace.ts';
import type { Bytes } from '../containers/bytes.ts';
import type { Row } from '../containers/row.ts';
import type { ImportContext } from '../importFile.ts';
import type { Reader } from '../reader.ts';
import { READERS } from '../readers.ts';
import { isOwnForm, type ReadTrace, readerOf, tracesOf } from '../readTraces.ts';
import { findEarlier } from '../record.ts';
import type { Splitting } from '../splitting.ts';
import { findStored } from '../storeBatch.ts';
import { clip } from './clip.ts';
import { findPlaces } from './findPlaces.ts';
import { readFirstRows } from './readFirstRows.ts';
import type { Format, ImportPreview, PreviewRow } from './shape.ts';

const SHOWN_ROWS = 5;
const SHOWN_TRACES = 5;
const SHOWN_ERRORS = 20;
const OWN_FORMAT: Format = {
  name: 'tunix-rt',
  label: 'tunix-rt',
  shape: '`trace_version`, `prompt`, `final_answer`, `steps` of `i`, `type` and `content`; `meta`',
};

/** Reads the first rows of a file, and answers what an import would make of them; stores nothing.
 * @param isPart whether the bytes are only the beginning of the file
 * @throws ValidationError for what has no row to begin with */
export async function previewImport(
  context: ImportContext,
  {
    file,
    isPart,
    reader: said,
    splitting,
  }: { file: Bytes; isPart: boolean; reader?: Reader | undefined; splitting: Splitting },
): Promise<ImportPreview> {
  const { TRACE_MAX_BYTES: maxBytes, TUNIX_RT_HOME } = context.settings;
  const folder = layoutOf(TUNIX_RT_HOME).imports;
  const { rows, found, sha256, problem } = await readFirstRows(file, { isPart, maxBytes, folder });
  const reader = said ?? readerOf(rows);
  const outcomes = rows.map((row) => ({
    row,
    outcome: tracesOf(row, { reader, splitting, maxBytes }),
  }));
  const traces = outcomes.flatMap(({ outcome }) => (typeof outcome === 'string' ? [] : outcome));
  const stored = await findStored(
    { prisma: context.database.prisma, sql: context.database.sql },
    traces,
  );
  const first = outcomes.find(({ outcome }) => typeof outcome !== 'string') ?? outcomes[0];
  const firstRow = first?.row.value ?? {};
  const earlier = sha256 && (await findEarlier(context, { contentHash: sha256 }));
  const format = formatOf(rows, reader);
  return {
    ...found,
    format,
    decidedBy: decidingFields(firstRow, format),
    candidates: READERS.filter(
      (other) =>
        other.name !== reader?.name && rows.some(({ value }) => value && other.recognises(value)),
    ).map(({ name, label }) => ({ name, label })),
    fields: findPlaces(firstRow, first && typeof first.outcome !== 'string' ? first.outcome : []),
    rows: outcomes.slice(0, SHOWN_ROWS).map(({ row, outcome }) => rowOf(row, { outcome, stored })),
    counts: {
      rows: rows.length,
      traces: traces.length,
      scores: traces.reduce((sum, { scores }) => sum + scores.length, 0),
      refused: outcomes.filter(({ outcome }) => typeof outcome === 'string').length,
      stored: traces.filter(({ row }) => stored.has(row.digest)).length,
    },
    errors: outcomes
      .flatMap(({ row: { number: line }, outcome }) =>
        typeof outcome === 'string' ? [{ line, message: outcome }] : [],
      )
      .slice(0, SHOWN_ERRORS),
    ...(problem === undefined ? {} : { problem }),
    ...(earlier
      ? { importedBefore: { ...earlier, startedAt: earlier.startedAt.toISOString() } }
      : {}),
  };
}

function formatOf(rows: Row[], reader: Reader | undefined): Format | null {
  if (reader) return { name: reader.name, label: reader.label, shape: reader.shape };
  return rows.some(({ value }) => value && isOwnForm(value)) ? OWN_FORMAT : null;
}

/** The fields of a row that a format's shape names. */
function decidingFields(row: JsonObject, format: Format | null): string[] {
  const named = [...(format?.shape.matchAll(/`([^`]+)`/g) ?? [])].map(([, name = '']) => name);
  return Object.keys(row).filter((name) => named.includes(name));
}

function rowOf(
  { number: line, value }: Row,
  { outcome, stored }: { outcome: ReadTrace[] | string; stored: Map<string, string> },
): PreviewRow {
  const row = clip(value ?? null);
  if (typeof outcome === 'string') return { line, row, traces: [], problem: outcome };
  const traces = outcome.slice(0, SHOWN_TRACES).map(({ content, row: { digest }, scores }) => ({
    ...clip(toTraceJson(content)),
    scores: clip(scores),
    isStored: stored.has(digest),
  }));
  return { line, row, traces };
}
