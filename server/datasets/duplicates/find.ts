import type { Database } from '../../database/open.ts';
import { createGiveWay } from '../../giveWay.ts';
import { sha256 } from '../../traces/digest.ts';
import { readTraces, type StoredTrace } from '../../traces/read.ts';
import { createBands } from './bands.ts';
import { SIGNATURE_SIZE, writeSignature } from './signature.ts';

/** A row that repeats an earlier one, which itself repeats none. */
export type Duplicate = {
  traceId: string;
  ofTraceId: string;
  /** Whether all of its text is the same. */
  isExact: boolean;
  /** The share of 5-grams of words that both have, of all that either has: 1 for the same text, else an estimate. */
  similarity: number;
};

/** The rows that repeat an earlier one, in their order: those of the same text, whatever their meta, and with a threshold
 * those that are as alike as it says. @throws the signal's reason when it is aborted, NotFoundError for a trace that is
 * not stored */
export async function findDuplicates(
  database: Database,
  {
    traceIds,
    nearThreshold,
    signal,
  }: { traceIds: string[]; nearThreshold: number | null; signal?: AbortSignal | undefined },
): Promise<Duplicate[]> {
  const giveWay = createGiveWay(signal);
  const found: Duplicate[] = [];
  const rowByText = new Map<string, number>();
  const isNear = nearThreshold !== null;
  const signatures = new Uint16Array(isNear ? traceIds.length * SIGNATURE_SIZE : 0);
  const bands = createBands(signatures, isNear ? traceIds.length : 0, nearThreshold ?? 1);
  let row = -1;
  const add = (traceId: string, of: number, isExact: boolean, similarity: number) =>
    found.push({ traceId, ofTraceId: traceIds[of] ?? '', isExact, similarity });
  for await (const batch of readTraces(database, traceIds)) {
    for (const trace of batch) {
      row += 1;
      await giveWay();
      const parts = textsOf(trace);
      const identity = sha256(JSON.stringify(parts));
      const same = rowByText.get(identity);
      if (same !== undefined) {
        add(trace.id, same, true, 1);
        continue;
      }
      if (isNear) {
        writeSignature(parts.join('\n'), signatures, row * SIGNATURE_SIZE);
        const near = bands.find(row);
        if (near) {
          add(trace.id, near.row, false, near.similarity);
          continue;
        }
        bands.add(row);
      }
      rowByText.set(identity, row);
    }
  }
  return found;
}

/** All that a trace says, its meta aside. */
function textsOf({ context = [], prompt, steps, finalAnswer }: StoredTrace): string[] {
  return [
    ...context.map(({ role, content }) => `${role}\n${content}`),
    prompt,
    ...steps.map(({ content }) => content),
    finalAnswer,
  ];
}
