import { createHash } from 'node:crypto';
import type { DatabaseConnection } from '../database/open.ts';
import { canonicalJson } from '../traces/digest.ts';
import { readTraces } from '../traces/read.ts';
import { exportLine } from './formats/traceRecords.ts';

/** The digests of traces in order, both as hexadecimal SHA-256. `digest` is that of their JSON forms
 * with sorted keys, a newline after each: `jq -cS . traces.jsonl | sha256sum` computes the same from a
 * file. `sftSha256` is that of the file that their `tunix_sft` export is. */
export async function datasetDigests(
  database: DatabaseConnection,
  traceIds: string[],
): Promise<{ digest: string; sftSha256: string }> {
  const content = createHash('sha256');
  const sft = createHash('sha256');
  for await (const batch of readTraces(database, traceIds)) {
    content.update(batch.map((trace) => `${canonicalJson(trace)}\n`).join(''));
    sft.update(batch.map((trace) => exportLine('tunix_sft', trace)).join(''));
  }
  return { digest: content.digest('hex'), sftSha256: sft.digest('hex') };
}
