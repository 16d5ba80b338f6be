import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { DatabaseUnavailableError, ExpectedError } from '../errors.ts';
import { retryPassing } from '../retryPassing.ts';
import type { Updates } from '../updates.ts';
import { type FinalStatus, isFinal } from './status.ts';
import { moveRun } from './transition.ts';

/** How many dry runs are at work at a time. They wait for no accelerator, only for one another. */
export const DRY_RUN_CONCURRENCY = 4;

export type RunOutcome = {
  status: FinalStatus;
  message: string;
  exitCode?: number | null;
  stdout?: string;
  stderr?: string;
  plannedSteps?: number | null;
  logSeq?: number;
  preflight?: object;
};

/** Does the work of a run; `stop` is aborted when it is to stop. Null means that the server stops
 * first, and that the run goes on without it or is settled at the next start. */
export type ExecuteRun = (run: Run, stop: AbortSignal) => Promise<RunOutcome | null>;

type QueuedRun = Pick<Run, 'id' | 'mode'>;

/** Runs of one mode: those that wait, in their order, and those at work. */
type Lane = { concurrency: number; waiting: string[]; active: Map<string, AbortController> };

export type RunQueue = {
  /** Takes in a pending run, behind those of its mode that wait already. */
  enqueue: (run: QueuedRun) => void;
  adopt: (run: QueuedRun) => void;
  stop: (runId: string) => void;
  /** Resolves when nothing is at work, and nothing waits that will be. */
  idle: () => Promise<void>;
};

/** Executes runs in the order in which they came, each mode in a lane of its own, in which at most its
 * `concurrency` are at work at a time. */
export function createRunQueue({
  database,
  updates,
  concurrency,
  execute,
  signal,
  onError,
}: {
  database: Database;
  updates: Updates;
  concurrency: Record<Run['mode'], number>;
  execute: ExecuteRun;
  signal: AbortSignal;
  onError: (error: unknown) => void;
}): RunQueue {
  const lanes: Record<Run['mode'], Lane> = {
    DRY_RUN: { concurrency: concurrency.DRY_RUN, waiting: [], active: new Map() },
    LOCAL: { concurrency: concurrency.LOCAL, waiting: [], active: new Map() },
  };
  let whenIdle: (() => void)[] = [];

  function pump(lane: Lane) {
    while (!signal.aborted && lane.active.size < lane.concurrency) {
      const runId = lane.waiting.shift();
      if (runId === undefined) break;
      begin(lane, runId, claim);
    }
    if (isIdle()) {
      for (const resolve of whenIdle) resolve();
      whenIdle = [];
    }
  }

  function isIdle() {
    return Object.values(lanes).every(
      ({ active, waiting }) => active.size === 0 && (waiting.length === 0 || signal.aborted),
    );
  }

  function begin(lane: Lane, runId: string, take: (runId: string) => Promise<Run | null>) {
    const controller = new AbortController();
    lane.active.set(runId, controller);
    complete(runId, { take, stop: controller.signal })
      .catch(onError)
      .finally(() => {
        lane.active.delete(runId);
        pump(lane);
      });
  }

  async function complete(
    runId: string,
    { take, stop }: { take: (runId: string) => Promise<Run | null>; stop: AbortSignal },
  ) {
    const run = await retryPassing(() => take(runId), { signal, onError });
    const outcome = run && (await outcomeOf(run, stop));
    if (!outcome) return;
    const { status, ...data } = outcome;
    const end = () =>
      moveRun({ database, updates }, runId, { from: ['RUNNING', 'CANCELLING'], to: status, data });
    await retryPassing(end, { signal, onError });
  }

  /** Takes a pending run, once, even when the database's answer to that is lost; null when it was cancelled. */
  async function claim(runId: string): Promise<Run | null> {
    const data = { startedAt: new Date(), message: 'At work' };
    await moveRun({ database, updates }, runId, { from: ['PENDING'], to: 'RUNNING', data });
    const run = await find(runId);
    return run && !isFinal(run.status) ? run : null;
  }

  function find(runId: string): Promise<Run | null> {
    return database.prisma.run.findUnique({ where: { id: runId } });
  }

  async function outcomeOf(run: Run, stop: AbortSignal): Promise<RunOutcome | null> {
    try {
      return await retryPassing(() => execute(run, stop), { signal, onError, isPassing: isAway });
    } catch (error) {
      if (signal.aborted) return null;
      if (stop.aborted) return { status: 'CANCELLED', message: 'Cancelled while at work' };
      if (error instanceof ExpectedError)
        return { status: 'FAILED', message: error.message, exitCode: 1 };
      onError(error);
      return {
        status: 'FAILED',
        message: 'The run failed for a reason that the server did not expect; its log has it',
        exitCode: 1,
      };
    }
  }

  return {
    enqueue({ id, mode }) {
      lanes[mode].waiting.push(id);
      // Answer whoever asked before the work begins.
      setImmediate(pump, lanes[mode]);
    },
    adopt: ({ id, mode }) => begin(lanes[mode], id, find),
    stop(runId) {
      for (const { active } of Object.values(lanes)) active.get(runId)?.abort();
    },
    idle: () => (isIdle() ? Promise.resolve() : new Promise((resolve) => whenIdle.push(resolve))),
  };
}

// A run that began finds what it has when it is executed again.
function isAway(error: unknown): boolean {
  return error instanceof DatabaseUnavailableError && error.outage === 'DATABASE_AWAY';
}
