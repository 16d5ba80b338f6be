import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunFolder } from '../../home/layout.ts';
import type { SupervisorOrder, TrainerExit } from './protocol.ts';
import { recordOutput } from './recordOutput.ts';
import { retryWithoutRoom } from './retryWithoutRoom.ts';
import { signalGroup } from './signalGroup.ts';
import { stopWhenAsked } from './stop.ts';
import { writeWhole } from './writeWhole.ts';

type Trainer = ChildProcessByStdio<null, Readable, Readable>;
type Ending = Omit<TrainerExit, 'startedAt' | 'endedAt'>;
type Started = { trainer: Trainer; stdout: FileHandle; stderr: FileHandle };

const HEARTBEAT = 5_000;
// How long what the trainer started and left behind may take to end, in milliseconds.
const REMNANT_PERIOD = 1_000;

export async function supervise(folder: RunFolder, order: SupervisorOrder): Promise<void> {
  const startedAt = new Date().toISOString();
  const ending = await startTrainer(folder, order).then(
    (started) => accompany(started, folder, order),
    (error) => withoutTrainer('not_started', error),
  );
  const exit: TrainerExit = { ...ending, startedAt, endedAt: new Date().toISOString() };
  await retryWithoutRoom(() => writeWhole(folder.exit, exit));
}

async function startTrainer(folder: RunFolder, order: SupervisorOrder): Promise<Started> {
  const [stdout, stderr] = await Promise.all([openLog(folder.stdout), openLog(folder.stderr)]);
  // Not execa, which ends with the output: what a trainer leaves behind may hold that open.
  // A session of its own makes the trainer and all that it starts one group to signal.
  const trainer = spawn(order.command, order.arguments, {
    cwd: folder.path,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await once(trainer, 'spawn');
  return { trainer, stdout, stderr };
}

function openLog(path: string): Promise<FileHandle> {
  return retryWithoutRoom(() => open(path, 'a'));
}

/** Keeps what a trainer prints and stops it when that is asked for, until it has ended. */
async function accompany(
  { trainer, stdout, stderr }: Started,
  folder: RunFolder,
  order: SupervisorOrder,
): Promise<Ending> {
  const { pid } = trainer;
  const ended = new AbortController();
  const ending = endingOf(trainer).finally(() => ended.abort());
  const recording = Promise.all([
    retryWithoutRoom(() => writeWhole(folder.trainer, { pid })),
    recordOutput(stdout, trainer.stdout, ended.signal),
    recordOutput(stderr, trainer.stderr, ended.signal),
  ]);
  // A trainer whose output can't be kept must not go on.
  const failure = recording.then(
    () => null,
    (error) => {
      signalGroup(pid, 'SIGKILL');
      return withoutTrainer('unsupervised', error);
    },
  );
  const stopping = stopWhenAsked(folder, order, { pid, ended: ended.signal });
  const beating = beat(folder.heartbeat, ended.signal);

  const { exitCode, signal } = await ending;
  signalGroup(pid, 'SIGTERM');
  await settled(failure, REMNANT_PERIOD);
  signalGroup(pid, 'SIGKILL');
  const [failed, stopReason] = await Promise.all([failure, stopping, beating]);
  return failed ?? { reason: stopReason ?? 'exited', exitCode, signal, error: null };
}

function withoutTrainer(reason: 'not_started' | 'unsupervised', error: unknown): Ending {
  const message = error instanceof Error ? error.message : String(error);
  return { reason, exitCode: null, signal: null, error: message };
}

async function endingOf(
  trainer: ChildProcess,
): Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }> {
  const [exitCode, signal] = await once(trainer, 'exit');
  return { exitCode, signal };
}

async function beat(path: string, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    // A beat that can't be written is no reason to stop training.
    await writeFile(path, `${new Date().toISOString()}\n`).catch(() => {});
    await delay(HEARTBEAT, undefined, { signal: ended }).catch(() => {});
  }
}

async function settled(work: Promise<unknown>, time: number): Promise<void> {
  const timer = new AbortController();
  await Promise.race([
    work,
    delay(time, undefined, { signal: timer.signal }).catch(() => {}),
  ]).finally(() => timer.abort());
}
