import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { RunStatus } from '../../prisma/generated/sqlite/enums.ts';
import type { Database } from '../database/open.ts';
import { ExpectedError } from '../errors.ts';
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
  /** Resolves when nothing waits and nothing is at work. */
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

  function begin(runId: string, take: (runId: string) => Promise<boolean>) {
    const controller = new AbortController();
    active.set(runId, controller);
    take(runId)
      .then(async (isTaken) => {
        if (isTaken) await work(runId, controller.signal);
      })
      .catch(onError)
      .finally(() => {
        active.delete(runId);
        pump();
      });
  }

  function claim(runId: string): Promise<boolean> {
    const data = { startedAt: new Date(), message: 'At work' };
    return moveRun({ database, updates }, runId, { from: ['PENDING'], to: 'RUNNING', data });
  }

  async function work(runId: string, stop: AbortSignal) {
    const run = await database.prisma.run.findUniqueOrThrow({ where: { id: runId } });
    const outcome = await outcomeOf(run, stop);
    if (!outcome) return;
    const { status, ...data } = outcome;
    await moveRun({ database, updates }, runId, {
      from: ['RUNNING', 'CANCELLING'],
      to: status,
      data,
    });
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
    adopt: (runId) => begin(runId, async () => true),
    stop: (runId) => active.get(runId)?.abort(),
    idle: () =>
      active.size === 0 && waiting.length === 0
        ? Promise.resolve()
        : new Promise((resolve) => whenIdle.push(resolve)),
  };
}
