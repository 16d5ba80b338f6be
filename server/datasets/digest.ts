import { createHash } from 'node:crypto';
import type { DatabaseConnection } from '../database/open.ts';
import { canonicalJson } from '../traces/digest.ts';
import { readTraces } from '../traces/read.ts';
import { exportLine } from './formats/traceRecords.ts';

export type Digests = { digest: string; sftSha256: string };

/** The digests of traces in order, both as hexadecimal SHA-256. `digest` is that of their JSON forms
 * with sorted keys, a newline after each: `jq -cS . traces.jsonl | sha256sum` computes the same from a
 * file. `sftSha256` is that of the file that their `tunix_sft` export is. With `sides`, the side of each
 * trace, the same for each side by itself. */
export async function datasetDigests(
  database: DatabaseConnection,
  traceIds: string[],
  sides?: string[],
): Promise<Digests & { bySide: Map<string, Digests> }> {
  const whole = createDigests();
  const bySide = new Map<string, ReturnType<typeof createDigests>>();
  let row = 0;
  for await (const batch of readTraces(database, traceIds)) {
    const lines = batch.map((trace) => ({
      content: `${canonicalJson(trace)}\n`,
      sft: exportLine('tunix_sft', trace),
    }));
    whole.update(lines);
    for (const line of sides ? lines : []) {
      const side = sides?.[row] ?? '';
      const digests = bySide.get(side) ?? createDigests();
      bySide.set(side, digests);
      digests.update([line]);
      row += 1;
    }
  }
  return {
    ...whole.end(),
    bySide: new Map([...bySide].map(([side, digests]) => [side, digests.end()])),
  };
}

/** What a dataset, or a side of it, that holds nothing has for digests. */
export const NO_DIGESTS: Digests = createDigests().end();

function createDigests() {
  const content = createHash('sha256');
  const sft = createHash('sha256');
  return {
    update(lines: { content: string; sft: string }[]) {
      content.update(lines.map((line) => line.content).join(''));
      sft.update(lines.map((line) => line.sft).join(''));
    },
    end: (): Digests => ({ digest: content.digest('hex'), sftSha256: sft.digest('hex') }),
  };
}
