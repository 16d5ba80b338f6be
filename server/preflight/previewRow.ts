import type { DatabaseConnection } from '../database/open.ts';
import type { Settings } from '../env.ts';
import type { ManifestContent } from '../manifests/content.ts';
import { readTraces } from '../traces/read.ts';
import { findLocalModel } from './model.ts';
import type { RenderedRow } from './rendering/renderByTemplate.ts';
import type { RowLengths } from './rowLengths.ts';

/** A row of a dataset as training with a manifest would write it. */
export type PreviewedRow = {
  traceId: string;
  /** In whose turns, for people. */
  basis: string;
  /** Null where training would not write it, or can't be foreseen. */
  text: RenderedRow | null;
  /** Why there is no text. */
  absence: string | null;
};

/** `position` counts from 0; null where the dataset has no such row. */
export async function previewRow(
  {
    database,
    settings,
    rowLengths,
  }: {
    database: DatabaseConnection;
    settings: Pick<Settings, 'TUNIX_RT_HOME'>;
    rowLengths: RowLengths;
  },
  {
    datasetId,
    manifest,
    position,
  }: { datasetId: string; manifest: ManifestContent; position: number },
): Promise<PreviewedRow | null> {
  const member = await database.prisma.datasetTrace.findUnique({
    where: { datasetId_position: { datasetId, position } },
  });
  if (!member) return null;
  const { traceId } = member;
  const model = findLocalModel({ home: settings.TUNIX_RT_HOME, runId: 'preview' }, manifest);
  const { render, basis, problem, isKnown } = await rowLengths.renderingOf({
    modelId: manifest.model.model_id,
    folder: model.tokenizer,
    prompt: manifest.prompt,
  });
  const none = (absence: string) => ({ traceId, basis, text: null, absence });
  if (problem) return none(`Training would refuse ${basis}: ${problem}`);
  if (!isKnown) return none(`How training writes it is not known here: ${basis}`);
  for await (const [trace] of readTraces(database, [traceId])) {
    if (!trace) break;
    const row = render(trace);
    return 'reason' in row
      ? none(`Training would drop it: ${row.detail}`)
      : { traceId, basis, text: row, absence: null };
  }
  return null;
}
