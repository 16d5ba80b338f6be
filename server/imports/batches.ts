import type { ReadTrace } from './readTraces.ts';

const BATCH_SIZE = 1_000;
const BATCH_BYTES = 16_000_000;

/** Traces in batches that a statement takes well: neither too many nor too long. What came before the source failed is
 * given before the failure. */
export async function* inBatches(source: AsyncIterable<ReadTrace[]>): AsyncGenerator<ReadTrace[]> {
  let batch: ReadTrace[] = [];
  let bytes = 0;
  try {
    for await (const traces of source) {
      for (const trace of traces) {
        batch.push(trace);
        bytes += trace.row.sizeBytes;
        if (batch.length < BATCH_SIZE && bytes < BATCH_BYTES) continue;
        yield batch;
        [batch, bytes] = [[], 0];
      }
    }
  } catch (error) {
    if (batch.length > 0) yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
}
