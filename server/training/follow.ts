import { setTimeout as delay } from 'node:timers/promises';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { askedBy } from '../evaluations/asked.ts';
import { endEvaluations, finishEvaluations } from '../evaluations/finish.ts';
import { watchFolder } from '../files/watchFolder.ts';
import type { RunFolder } from '../home/layout.ts';
import { retryPassing } from '../retryPassing.ts';
import type { RunContext } from '../runs/context.ts';
import { createRunFeeds } from '../runs/feed.ts';
import { getRun } from '../runs/get.ts';
import { createReader, isEmpty, type ReadOutput } from './ingest/read.ts';
import { type Position, storeReading } from './ingest/store.ts';
import { createPace, type Pace } from './pace.ts';
import { endOrphan, isSupervisorGone, readExit } from './supervision.ts';
import type { TrainerExit } from './supervisor/protocol.ts';

/** How a followed trainer ended: its own exit, or that its supervisor is gone without one. */
export type Followed = { exit: TrainerExit } | { exit: null; hadOrphan: boolean };

const LOOK_AGAIN = 250;
const CHECK_SUPERVISOR = 2_000;
// Lines that come within this time are stored and sent together.
const GATHER = 20;

/** Stores what a trainer writes until it has ended and all is stored; after a failure again from what is stored: the
 * files keep the rest. @returns null when `signal` comes first, and the trainer goes on */
export async function followTrainer(
  context: RunContext,
  { run, folder, signal }: { run: Run; folder: RunFolder; signal: AbortSignal },
): Promise<Followed | null> {
  const { database, updates, feeds, settings, onError } = context;
  const changes = watchFolder(folder.path);
  const feed = createRunFeeds();
  feeds.set(run.id, feed);
  const asked = askedBy(run);
  let supervisorCheck = performance.now() + CHECK_SUPERVISOR;
  let gone: Followed | null = null;
  try {
    return await retryPassing(follow, { signal, onError });
  } finally {
    changes.close();
    feeds.delete(run.id);
  }

  async function follow(): Promise<Followed | null> {
    const known = await getRun(database, run.id);
    const pace = createPace(known, { stallSeconds: settings.RUN_STALL_SECONDS });
    let position = positionOf(known);
    const reader = createReader(folder, position);
    while (!signal.aborted) {
      // Looked for before reading: what is read after it is all there will be.
      const end = findEnd();
      for (let isAtEnd = false; !isAtEnd && !signal.aborted; ) {
        const reading = await reader.next();
        position = await store(reading, { from: position, pace });
        isAtEnd = reading.isAtEnd;
      }
      if (signal.aborted) break;
      if (end) {
        await store(await reader.rest(), { from: position, pace });
        if (run.kind === 'EVALUATION') await endEvaluations(database, run.id);
        return end;
      }
      await reportStall(pace);
      await changes.next(LOOK_AGAIN, signal);
      await delay(GATHER, undefined, { signal }).catch(() => {});
    }
    return null;
  }

  function findEnd(): Followed | null {
    const exit = readExit(folder);
    if (exit) return { exit };
    if (!gone && performance.now() >= supervisorCheck) {
      supervisorCheck = performance.now() + CHECK_SUPERVISOR;
      if (isSupervisorGone(folder)) gone = { exit: null, hadOrphan: endOrphan(folder) };
    }
    return gone;
  }

  async function store(
    reading: ReadOutput,
    { from, pace }: { from: Position; pace: Pace },
  ): Promise<Position> {
    if (isEmpty(reading)) return from;
    const { message = null, ...change } = pace.after(reading.events);
    const stored = await storeReading(database, {
      ...{ runId: run.id, asked, from, reading, change, message },
    });
    feed.log.push(stored.lines);
    feed.metrics.push(stored.points);
    feed.samples.push(stored.samples);
    if (run.kind === 'EVALUATION') await finishEvaluations(database, run.id);
    updates.publish(run.id);
    return stored.position;
  }

  async function reportStall(pace: Pace): Promise<void> {
    const message = pace.stall();
    if (!message) return;
    const { count } = await database.prisma.run.updateMany({
      where: { id: run.id, status: 'RUNNING' },
      data: { message },
    });
    if (count > 0) updates.publish(run.id);
  }
}

function positionOf(run: Run): Position {
  const { stdoutBytes, stderrBytes, eventsBytes, samplesBytes } = run;
  const { logSeq, metricSeq, sampleSeq } = run;
  return { stdoutBytes, stderrBytes, eventsBytes, samplesBytes, logSeq, metricSeq, sampleSeq };
}
