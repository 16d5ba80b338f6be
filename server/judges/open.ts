import { createUpdates } from '../updates.ts';
import type { JudgeContext } from './context.ts';
import { executeJob } from './jobs/execute.ts';
import { createJobQueue } from './jobs/queue.ts';

/** What judges work with, and the queue that does their jobs. */
export function openJudges(
  given: Pick<JudgeContext, 'settings' | 'homeId' | 'database' | 'signal' | 'onError'>,
): JudgeContext {
  const { signal, onError } = given;
  const context = { ...given, updates: createUpdates() };
  const queue = createJobQueue({
    execute: (id, stop) => executeJob(context, id, stop),
    signal,
    onError,
  });
  return { ...context, queue };
}
