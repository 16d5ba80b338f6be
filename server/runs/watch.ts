import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { endable } from '../endable.ts';
import type { RunContext } from './context.ts';
import { getRun } from './get.ts';
import { FINAL_STATUSES, isFinal } from './status.ts';

// Ample for a viewer who reads a list of runs, and then begins to listen to their changes.
const LATELY = 60_000;
const RUNS_AT_ONCE = 100;

/** The id of a run at once, at each change, and when it has ended, until it is deleted; without one, of all that are at work or ended
 * within a minute, then of any that changes. @throws NotFoundError */
export function watchRuns(context: RunContext, runId: string | null): AsyncGenerator<string> {
  const { database, updates, signal } = context;
  return endable(signal, async function* (ending) {
    // Subscribed before the first reading, so that no change falls between the two.
    const changes = updates.subscribe(ending, runId ?? undefined);
    const next = changes.next();
    for await (const id of runId === null ? livelyRuns(context) : [runId]) {
      const run = runId === null ? await find(id) : await getRun(database, id);
      if (run) yield id;
      if (runId !== null && run && isFinal(run.status)) return;
    }
    for (let change = await next; !change.done; change = await changes.next()) {
      const run = await find(change.value);
      if (run) yield change.value;
      if (runId !== null && (!run || isFinal(run.status))) return;
    }
  });

  function find(id: string): Promise<Pick<Run, 'status'> | null> {
    return database.prisma.run.findUnique({ where: { id }, select: { status: true } });
  }
}

async function* livelyRuns({ database }: RunContext): AsyncGenerator<string> {
  const lately = new Date(Date.now() - LATELY);
  for (let after: string | undefined = ''; after !== undefined; ) {
    const runs: { id: string }[] = await database.prisma.run.findMany({
      where: {
        id: { gt: after },
        OR: [{ status: { notIn: [...FINAL_STATUSES] } }, { endedAt: { gt: lately } }],
      },
      orderBy: { id: 'asc' },
      select: { id: true },
      take: RUNS_AT_ONCE,
    });
    yield* runs.map(({ id }) => id);
    after = runs.length < RUNS_AT_ONCE ? undefined : runs.at(-1)?.id;
  }
}
