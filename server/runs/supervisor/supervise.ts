import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunFolder } from '../local/folder.ts';
import { appendAll, patiently, writeWhole } from './files.ts';
import type { SupervisorOrder, TrainerExit } from './protocol.ts';

type Ending = Pick<TrainerExit, 'exitCode' | 'signal' | 'error'>;
type StopReason = 'stopped' | 'timed_out';

const STOP_CHECK = 100;
const HEARTBEAT = 5_000;
// What the trainer started and left behind may hold its output open; it gets this long to end.
const REMNANT_PERIOD = 1_000;

/** Runs a trainer to its end; returns when all of its output and its exit are on disk. */
export async function supervise(folder: RunFolder, order: SupervisorOrder): Promise<void> {
  const startedAt = new Date().toISOString();
  // A session of its own makes the trainer and all that it starts one group to signal.
  const trainer = spawn(order.command, order.arguments, {
    cwd: folder.path,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new AbortController();
  const ending = endingOf(trainer).finally(() => ended.abort());
  const output = Promise.all([
    appendAll(folder.stdout, trainer.stdout),
    appendAll(folder.stderr, trainer.stderr),
  ]);
  const { pid } = trainer;
  if (pid !== undefined) await patiently(() => writeWhole(folder.trainer, { pid }));
  const stopping = stopWhenAsked(folder, order, { pid, ended: ended.signal });
  const beating = beat(folder.heartbeat, ended.signal);

  const { exitCode, signal, error } = await ending;
  signalGroup(pid, 'SIGTERM');
  await Promise.race([output, delay(REMNANT_PERIOD)]);
  signalGroup(pid, 'SIGKILL');
  const [stopReason] = await Promise.all([stopping, beating, output]);
  const reason = error ? 'not_started' : (stopReason ?? 'exited');
  const exit: TrainerExit = {
    reason,
    exitCode,
    signal,
    error,
    startedAt,
    endedAt: new Date().toISOString(),
  };
  await patiently(() => writeWhole(folder.exit, exit));
}

function endingOf(trainer: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    trainer.once('exit', (exitCode, signal) => resolve({ exitCode, signal, error: null }));
    trainer.once('error', ({ message }) =>
      resolve({ exitCode: null, signal: null, error: message }),
    );
  });
}

/** Waits for a reason to stop the trainer, and stops it: SIGTERM first, SIGKILL when that is not enough. */
async function stopWhenAsked(
  folder: RunFolder,
  { timeout, gracePeriod }: SupervisorOrder,
  { pid, ended }: { pid: number | undefined; ended: AbortSignal },
): Promise<StopReason | null> {
  const deadline = timeout === null ? Number.POSITIVE_INFINITY : performance.now() + timeout;
  let isTerminated = false;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      isTerminated = true;
    });
  }
  while (!ended.aborted) {
    const isAsked = isTerminated || existsSync(folder.stop);
    if (isAsked || performance.now() >= deadline) {
      signalGroup(pid, 'SIGTERM');
      await pause(gracePeriod, ended);
      if (!ended.aborted) signalGroup(pid, 'SIGKILL');
      return isAsked ? 'stopped' : 'timed_out';
    }
    await pause(STOP_CHECK, ended);
  }
  return null;
}

async function beat(path: string, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    // A beat that can't be written is no reason to stop training.
    await writeFile(path, `${new Date().toISOString()}\n`).catch(() => {});
    await pause(HEARTBEAT, ended);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return delay(milliseconds, undefined, { signal }).catch(() => {});
}

/** Signals the trainer and all that it started, unless they have ended. */
function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
