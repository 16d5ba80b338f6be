import { createHash } from 'node:crypto';
import type { Database } from '../database/open.ts';
import { exportLine, type TrainingFormat } from '../datasets/formats/traceRecords.ts';
import { renderTurns } from '../datasets/formats/turns.ts';
import { canonicalJson, sha256 } from '../traces/digest.ts';
import { readTraces } from '../traces/read.ts';
import type { RefusedRow } from './rendering/renderByTemplate.ts';
import type { CountedRows } from './rowLengths.ts';

/** A row that training would drop, numbered from 1 as the lines of the export are. */
export type DroppedRow = {
  row: number;
  traceId: string;
  reason: 'too_long' | RefusedRow['reason'];
  detail: string;
};

/** What one pass over a dataset's rows finds. */
export type RowReport = {
  rowCount: number;
  /** Digest of the traces as they are now. */
  digest: string;
  /** SHA-256 of what would be trained on as it would be written now. */
  sha256: string;
  dropped: DroppedRow[];
  /** Rows whose text, as training sees it, repeats that of an earlier one. */
  duplicateCount: number;
  /** Rows that train on an answer alone. */
  withoutSteps: number;
  /** The tokens of each row that is not dropped, in their order. */
  lengths: number[];
  longestTokens: number;
  bytes: number;
};

/** Reads and renders every row of a dataset, batch by batch.
 * @throws the signal's reason when it is aborted */
export async function inspectRows(
  database: Database,
  {
    traceIds,
    maxSeqLength,
    format,
    counted: { lengths: tokensOf, refused },
    signal,
  }: {
    traceIds: string[];
    maxSeqLength: number;
    format: TrainingFormat;
    counted: Pick<CountedRows, 'lengths' | 'refused'>;
    signal: AbortSignal;
  },
): Promise<RowReport> {
  const content = createHash('sha256');
  const file = createHash('sha256');
  const seen = new Set<string>();
  const dropped: DroppedRow[] = [];
  const lengths: number[] = [];
  let [row, longestTokens, bytes, duplicateCount, withoutSteps] = [0, 0, 0, 0, 0];
  for await (const batch of readTraces(database, traceIds)) {
    signal.throwIfAborted();
    for (const trace of batch) {
      row += 1;
      if (trace.steps.length === 0) withoutSteps += 1;
      const line = exportLine(format, trace);
      content.update(`${canonicalJson(trace)}\n`);
      file.update(line);
      bytes += Buffer.byteLength(line);
      const turns = renderTurns(trace);
      const identity = sha256(turns.before + turns.trained);
      if (seen.has(identity)) duplicateCount += 1;
      seen.add(identity);
      const tokens = tokensOf[row - 1] ?? 0;
      const refusal = refused.get(row - 1);
      if (refusal) {
        dropped.push({ row, traceId: trace.id, ...refusal });
        continue;
      }
      longestTokens = Math.max(longestTokens, tokens);
      if (tokens > maxSeqLength) {
        dropped.push({
          row,
          traceId: trace.id,
          reason: 'too_long',
          detail: `${tokens} tokens, over ${maxSeqLength}`,
        });
      } else {
        lengths.push(tokens);
      }
    }
  }
  return {
    rowCount: row,
    digest: content.digest('hex'),
    sha256: file.digest('hex'),
    dropped,
    duplicateCount,
    withoutSteps,
    lengths,
    longestTokens,
    bytes,
  };
}
