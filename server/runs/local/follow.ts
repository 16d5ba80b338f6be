import { existsSync, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Run } from '../../../prisma/generated/sqlite/client.ts';
import type { Application } from '../../application.ts';
import { acquireLock } from '../../lock.ts';
import { createRunFeeds } from '../feed.ts';
import { parseEvent, type TrainerEvent } from '../ingest/events.ts';
import { type Position, type Reading, storeReading } from '../ingest/store.ts';
import { createTail } from '../ingest/tail.ts';
import { outputTail } from '../output.ts';
import { type TrainerExit, trainerExit } from '../supervisor/protocol.ts';
import type { RunFolder } from './folder.ts';
import { createPace } from './pace.ts';

/** How a followed trainer ended: its own exit, or null when its supervisor is gone without one. */
export type Followed = { exit: TrainerExit | null; last: TrainerEvent | null };

const LOOK_AGAIN = 250;
const CHECK_SUPERVISOR = 2_000;
const RETRY_STORE = 1_000;
// Lines that come within this time are stored and sent together.
const GATHER = 20;

/**
 * Stores what a trainer writes as it writes it, until it has ended and all is stored. When storing
 * fails it tries again: the files keep what the database can't take.
 * @returns null when `signal` is aborted first: the trainer goes on, and can be followed again
 */
export async function followTrainer(
  application: Application,
  { run, folder, signal }: { run: Run; folder: RunFolder; signal: AbortSignal },
): Promise<Followed | null> {
  const { database, updates, feeds, settings, onError } = application;
  const { stdoutBytes, stderrBytes, eventsBytes, logSeq, metricSeq } = run;
  let position: Position = { stdoutBytes, stderrBytes, eventsBytes, logSeq, metricSeq };
  const stdout = createTail(folder.stdout, Number(stdoutBytes));
  const stderr = createTail(folder.stderr, Number(stderrBytes));
  const events = createTail(folder.events, Number(eventsBytes));
  const output = { STDOUT: run.stdout, STDERR: run.stderr };
  const pace = createPace(run, settings.RUN_STALL_SECONDS);
  const feed = createRunFeeds();
  feeds.set(run.id, feed);
  const changes = watchFolder(folder.path, signal);
  let last: TrainerEvent | null = null;
  let supervisorCheck = performance.now() + CHECK_SUPERVISOR;

  async function read(isLast: boolean): Promise<Reading> {
    const [out, error, lines] = [await stdout.read(), await stderr.read(), await events.read()];
    if (isLast) {
      out.push(...stdout.end());
      error.push(...stderr.end());
      lines.push(...events.end());
    }
    return {
      lines: { STDOUT: out, STDERR: error },
      events: lines.flatMap((line) => parseEvent(line) ?? []),
      position: {
        stdoutBytes: BigInt(stdout.offset()),
        stderrBytes: BigInt(stderr.offset()),
        eventsBytes: BigInt(events.offset()),
      },
    };
  }

  /** Stores a reading, however long the database refuses it; false when the signal comes first. */
  async function store(reading: Reading): Promise<boolean> {
    output.STDOUT = tailWith(output.STDOUT, reading.lines.STDOUT);
    output.STDERR = tailWith(output.STDERR, reading.lines.STDERR);
    const more = {
      ...pace.after(reading.events),
      stdout: outputTail(output.STDOUT),
      stderr: outputTail(output.STDERR),
    };
    for (let isReported = false; !signal.aborted; ) {
      try {
        const stored = await storeReading(database, {
          runId: run.id,
          from: position,
          reading,
          more,
        });
        position = stored.position;
        feed.log.push(stored.lines);
        feed.metrics.push(stored.points);
        last = reading.events.findLast(({ kind }) => ENDINGS.has(kind)) ?? last;
        updates.publish(run.id);
        return true;
      } catch (error) {
        if (!isReported) onError(error);
        isReported = true;
        await pause(RETRY_STORE, signal);
      }
    }
    return false;
  }

  try {
    while (!signal.aborted) {
      // Looked for before reading: what is read after it is all there will be.
      const exit = await readExit(folder);
      const isGone = !exit && performance.now() >= supervisorCheck && isSupervisorGone(folder);
      if (performance.now() >= supervisorCheck)
        supervisorCheck = performance.now() + CHECK_SUPERVISOR;
      let reading = await read(false);
      let isDrained = isEmpty(reading);
      while (!isDrained) {
        if (!(await store(reading))) return null;
        reading = await read(false);
        isDrained = isEmpty(reading);
      }
      if (exit || isGone) {
        const rest = await read(true);
        if (!isEmpty(rest) && !(await store(rest))) return null;
        return { exit, last };
      }
      const stall = pace.stall();
      if (stall)
        await database.prisma.run
          .updateMany({ where: { id: run.id }, data: { message: stall } })
          .then(() => updates.publish(run.id), onError);
      await Promise.race([changes.next(), pause(LOOK_AGAIN, signal)]);
      await pause(GATHER, signal);
    }
    return null;
  } finally {
    changes.close();
    feeds.delete(run.id);
  }
}

const ENDINGS = new Set(['done', 'cancelled', 'failed']);

function isEmpty({ lines, events }: Reading): boolean {
  return lines.STDOUT.length === 0 && lines.STDERR.length === 0 && events.length === 0;
}

function tailWith(tail: string, lines: string[]): string {
  return lines.length === 0 ? tail : outputTail(`${tail}${lines.join('\n')}\n`);
}

async function readExit(folder: RunFolder): Promise<TrainerExit | null> {
  if (!existsSync(folder.exit)) return null;
  return trainerExit.parse(JSON.parse(await readFile(folder.exit, 'utf8')));
}

/** Whether nobody supervises a run any more; the lock is kept, so that nobody begins to. */
function isSupervisorGone(folder: RunFolder): boolean {
  const release = acquireLock(folder.lock);
  if (!release) return false;
  // A supervisor that ended well left its exit before it gave the lock back.
  if (existsSync(folder.exit)) {
    release();
    return false;
  }
  return true;
}

function watchFolder(path: string, signal: AbortSignal) {
  let wake = () => {};
  const watcher = watch(path, { signal }, () => wake());
  // Without the system's notices there is still the regular look.
  watcher.on('error', () => {});
  return {
    next: () =>
      new Promise<void>((resolve) => {
        wake = resolve;
      }),
    close: () => watcher.close(),
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return delay(milliseconds, undefined, { signal }).catch(() => {});
}
