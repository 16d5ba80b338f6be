import { z } from 'zod';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { InvalidStateError } from '../errors.ts';
import type { RunContext } from '../runs/context.ts';
import { startExport, startExportInput } from './export.ts';

export const pushModelInput = z.strictObject({
  export: startExportInput,
  repository: z
    .string()
    .regex(
      /^\w[\w-]{0,95}\/(?!.*(--|\.\.))\w([\w.-]{0,94}\w)?$/,
      'Expected `repository` as owner/name, of letters, digits and . _ -, such as someone/sums',
    ),
  isPrivate: z
    .boolean()
    .nullish()
    .transform((isPrivate) => isPrivate ?? true),
});

/** Puts a run into the queue that exports a checkpoint, and pushes it to the Hugging Face Hub once it is proved.
 * @throws NotFoundError, InvalidStateError, TunixUnavailableError */
export async function pushModel(
  context: RunContext,
  { export: asked, repository, isPrivate }: z.output<typeof pushModelInput>,
): Promise<Run> {
  if (!context.settings.HF_TOKEN) {
    throw new InvalidStateError(
      'Expected HF_TOKEN to push to the Hugging Face Hub, got nothing: start the server with a token that may write',
    );
  }
  return await startExport(context, { ...asked, push: { repository, private: isPrivate } });
}
