import type { ModelVersion } from '../../prisma/generated/sqlite/client.ts';
import type { Origin } from '../checkpoints/start.ts';
import { InvalidStateError } from '../errors.ts';
import { modelFolder } from '../home/layout.ts';
import type { RunContext } from '../runs/context.ts';
import { getModelVersion } from './get.ts';

/** Where the checkpoint of a version lies, for what starts from it. @throws NotFoundError, InvalidStateError where its files are elsewhere */
export async function originOfModel(
  { database, settings, homeId }: Pick<RunContext, 'database' | 'settings' | 'homeId'>,
  reference: string,
): Promise<{ version: ModelVersion; origin: Origin }> {
  const version = await getModelVersion(database, reference);
  const name = `${version.model.name}@${version.version}`;
  if (version.home !== homeId) {
    throw new InvalidStateError(
      `The files of ${name} are on another server, that of the data folder whose \`id\` is ${version.home}.`,
    );
  }
  const folder = modelFolder(settings.TUNIX_RT_HOME, version.id);
  // The run may be gone, and its checkpoints with it.
  const origin = { runId: null, folder, name, steps: [version.step], digest: version.digest };
  return { version, origin };
}
