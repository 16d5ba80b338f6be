import type { Run } from '../../../prisma/generated/sqlite/client.ts';
import type { Application } from '../../application.ts';
import { getRun } from '../../runs/get.ts';
import { watchRuns } from '../../runs/watch.ts';

/** A run once it has ended, told as it goes; null when it ended badly, which is said. */
export async function ended(application: Application, id: string): Promise<Run | null> {
  const { database } = application;
  let shown = '';
  for await (const _ of watchRuns(application, id)) {
    const { message } = await getRun(database, id);
    if (message !== shown) console.log(`  ${message}`);
    shown = message;
  }
  const run = await getRun(database, id);
  if (run.status === 'COMPLETED') return run;
  console.error(`${run.status}: ${run.message}\n${run.stderr}`);
  return null;
}
