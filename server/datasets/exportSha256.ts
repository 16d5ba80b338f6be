import { createHash } from 'node:crypto';
import type { Dataset, DatasetSplit } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { exportLines } from './export.ts';
import type { TrainingFormat } from './formats/traceRecords.ts';
import { datasetTraceIds } from './traceIds.ts';

/** The SHA-256 of the export of a dataset, or of one side of it, in hexadecimal. What the build did not compute is computed once, and kept. */
export async function exportSha256(
  database: DatabaseConnection,
  {
    dataset,
    side = null,
    format,
  }: {
    dataset: Pick<Dataset, 'id' | 'sftSha256' | 'traceSha256'>;
    side?: DatasetSplit | null;
    format: TrainingFormat;
  },
): Promise<string> {
  const { sftSha256, traceSha256 } = side ?? dataset;
  if (format === 'tunix_sft') return sftSha256;
  if (traceSha256 !== null) return traceSha256;
  const digest = createHash('sha256');
  const rows = { datasetId: dataset.id, split: side?.name };
  const traceIds = await datasetTraceIds(database, rows);
  for await (const lines of exportLines(database, { traceIds, format })) digest.update(lines);
  const computed = { traceSha256: digest.digest('hex') };
  const { prisma } = database;
  if (side) {
    const where = { datasetId: dataset.id, name: side.name };
    await prisma.datasetSplit.updateMany({ where, data: computed });
  } else await prisma.dataset.updateMany({ where: { id: dataset.id }, data: computed });
  return computed.traceSha256;
}
