import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { RunStatus } from '../../prisma/generated/sqlite/enums.ts';
import type { Database } from '../database/open.ts';
import { ExpectedError } from '../errors.ts';
import { persistently } from './persist.ts';
import { isFinal } from './status.ts';
import { moveRun } from './transition.ts';
import type { RunUpdates } from './updates.ts';

/** How a run ended, and what it leaves in its row. */
export type RunOutcome = {
  status: Extract<RunStatus, 'COMPLETED' | 'FAILED' | 'TIMED_OUT' | 'CANCELLED'>;
  message: string;
  exitCode?: number | null;
  stdout?: string;
  stderr?: string;
  plannedSteps?: number | null;
  logSeq?: number;
  preflight?: object;
};

/**
 * Does the work of a run; `stop` is aborted when it is to stop. Null means that the server stops first,
 * and that the run goes on without it or is settled at the next start.
 */
export type ExecuteRun = (run: Run, stop: AbortSignal) => Promise<RunOutcome | null>;

export type RunQueue = {
  /** Takes in a pending run, behind those that wait already. */
  enqueue: (runId: string) => void;
  /** Takes in a run that an earlier server began and that goes on, before those that wait. */
  adopt: (runId: string) => void;
  /** Asks a run at work here to stop. */
  stop: (runId: string) => void;
  /** Resolves when nothing is at work, and nothing waits that will be. */
  idle: () => Promise<void>;
};

/** Executes runs in the order in which they came, at most `concurrency` at a time. */
export function createRunQueue({
  database,
  updates,
  concurrency,
  execute,
  signal,
  onError,
}: {
  database: Database;
  updates: RunUpdates;
  concurrency: number;
  execute: ExecuteRun;
  signal: AbortSignal;
  onError: (error: unknown) => void;
}): RunQueue {
  const waiting: string[] = [];
  const active = new Map<string, AbortController>();
  let whenIdle: (() => void)[] = [];

  function pump() {
    while (!signal.aborted && active.size < concurrency) {
      const runId = waiting.shift();
      if (runId === undefined) break;
      begin(runId, claim);
    }
    if (active.size === 0 && (waiting.length === 0 || signal.aborted)) {
      for (const resolve of whenIdle) resolve();
      whenIdle = [];
    }
  }

  function begin(runId: string, take: (runId: string) => Promise<Run | null>) {
    const controller = new AbortController();
    active.set(runId, controller);
    complete(runId, { take, stop: controller.signal })
      .catch(onError)
      .finally(() => {
        active.delete(runId);
        pump();
      });
  }

  async function complete(
    runId: string,
    { take, stop }: { take: (runId: string) => Promise<Run | null>; stop: AbortSignal },
  ) {
    const run = await persistently(() => take(runId), { signal, onError });
    const outcome = run && (await outcomeOf(run, stop));
    if (!outcome) return;
    const { status, ...data } = outcome;
    const end = () =>
      moveRun({ database, updates }, runId, { from: ['RUNNING', 'CANCELLING'], to: status, data });
    await persistently(end, { signal, onError });
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
      return await execute(run, stop);
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
    enqueue(runId) {
      waiting.push(runId);
      // Answer whoever asked before the work begins.
      setImmediate(pump);
    },
    adopt: (runId) => begin(runId, find),
    stop: (runId) => active.get(runId)?.abort(),
    idle: () =>
      active.size === 0 && (waiting.length === 0 || signal.aborted)
        ? Promise.resolve()
        : new Promise((resolve) => whenIdle.push(resolve)),
  };
}
