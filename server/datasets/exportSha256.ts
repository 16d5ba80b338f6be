import { createHash } from 'node:crypto';
import type { Dataset } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { exportLines } from './export.ts';
import type { TrainingFormat } from './formats/traceRecords.ts';
import { datasetTraceIds } from './traceIds.ts';

/** The SHA-256 of a dataset's export, in hexadecimal. What the build did not compute is computed once, and kept. */
export async function exportSha256(
  database: DatabaseConnection,
  {
    dataset: { id, sftSha256, traceSha256 },
    format,
  }: { dataset: Pick<Dataset, 'id' | 'sftSha256' | 'traceSha256'>; format: TrainingFormat },
): Promise<string> {
  if (format === 'tunix_sft') return sftSha256;
  if (traceSha256 !== null) return traceSha256;
  const digest = createHash('sha256');
  const traceIds = await datasetTraceIds(database, { datasetId: id });
  for await (const lines of exportLines(database, { traceIds, format })) digest.update(lines);
  const computed = digest.digest('hex');
  await database.prisma.dataset.updateMany({ where: { id }, data: { traceSha256: computed } });
  return computed;
}
