import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunFolder } from '../../home/layout.ts';
import type { SupervisorOrder } from './protocol.ts';
import { signalGroup } from './signalGroup.ts';

const LOOK_AGAIN = 100;

/** Waits for a reason to stop a trainer, and stops it by SIGTERM, then SIGKILL; null when it ended without. */
export async function stopWhenAsked(
  folder: RunFolder,
  { timeout, gracePeriod }: SupervisorOrder,
  { pid, ended }: { pid: number | undefined; ended: AbortSignal },
): Promise<'stopped' | 'timed_out' | null> {
  const deadline = timeout === null ? Number.POSITIVE_INFINITY : performance.now() + timeout;
  const terminated = terminationOf(process);
  while (!ended.aborted) {
    // Without its folder a run has nobody left to train for.
    const isAsked = terminated() || existsSync(folder.stop) || !existsSync(folder.order);
    if (isAsked || performance.now() >= deadline) {
      signalGroup(pid, 'SIGTERM');
      await pause(gracePeriod, ended);
      if (!ended.aborted) signalGroup(pid, 'SIGKILL');
      return isAsked ? 'stopped' : 'timed_out';
    }
    await pause(LOOK_AGAIN, ended);
  }
  return null;
}

/** Says whether this process was asked to end, which it hears from now on. */
function terminationOf(supervisor: NodeJS.Process): () => boolean {
  let isTerminated = false;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    supervisor.on(signal, () => {
      isTerminated = true;
    });
  }
  return () => isTerminated;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return delay(milliseconds, undefined, { signal }).catch(() => {});
}
