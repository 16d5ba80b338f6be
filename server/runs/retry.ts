import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { Application } from '../application.ts';
import { InvalidStateError } from '../errors.ts';
import type { ManifestContent } from '../manifests/content.ts';
import { getRun } from './get.ts';
import { enqueueRun, requireTunix } from './start.ts';
import { isFinal } from './status.ts';

/**
 * Starts anew what a run that has ended did, with the same configuration.
 * @returns the new run
 * @throws NotFoundError when there is no such run, InvalidStateError when it has not ended,
 * TunixUnavailableError for training where google-tunix is not installed
 */
export async function retryRun(application: Application, id: string): Promise<Run> {
  const run = await getRun(application.database, id);
  if (!isFinal(run.status)) {
    throw new InvalidStateError(
      `The run ${id} is ${run.status}: cancel it, or wait until it has ended, and try again`,
    );
  }
  if (run.mode === 'LOCAL') await requireTunix(application);
  const { mode, datasetId, datasetKey, datasetDigest, manifestId } = run;
  // The column holds a manifest's content, and nothing else writes it.
  const configuration = run.configuration as ManifestContent;
  return enqueueRun(application, {
    mode,
    datasetId,
    datasetKey,
    datasetDigest,
    manifestId,
    configuration,
  });
}
