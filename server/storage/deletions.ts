import { readdir } from 'node:fs/promises';
import { deletedFolder, layoutOf, readDeletedFolder, runFolder } from '../home/layout.ts';
import type { RunContext } from '../runs/context.ts';
import { lockDeletion } from '../runs/hold.ts';
import { isFinal } from '../runs/status.ts';
import { reasonOf, removeAside, setAside } from './aside.ts';
import { deleteRows } from './deleteRows.ts';
import { findObstacles, type Refusal, type Subject } from './obstacles.ts';

/** What came of deleting runs. */
export type DeletedRuns = {
  deletedIds: string[];
  /** What came free on the disk. */
  freedBytes: number;
  refused: Refusal[];
  /** What is left of deleted runs, since it could not be removed: where it lies, and why. */
  leftovers: string[];
};

export type Deletions = ReturnType<typeof createDeletions>;

const CLAIMED_AT_ONCE = 200;

/** Deletes runs with their rows and folders. What a killed server leaves of that is done at the next start: a run is first marked,
 * then its folder is put aside, its rows go, and its files last. */
export function createDeletions({
  database,
  updates,
  settings: { TUNIX_RT_HOME: home },
  homeId,
  signal,
  onError,
  onDeleted,
}: Pick<RunContext, 'database' | 'updates' | 'settings' | 'homeId' | 'signal' | 'onError'> & {
  onDeleted: (runId: string) => void;
}) {
  const busy = new Set<string>();
  const working = new Set<Promise<unknown>>();
  const place = { home, homeId, isBusy: (id: string) => busy.has(id) };

  async function deleteRuns(ids: string[]): Promise<DeletedRuns> {
    const outcome: DeletedRuns = { deletedIds: [], freedBytes: 0, refused: [], leftovers: [] };
    for (const run of await claimAll([...new Set(ids)], outcome.refused)) {
      try {
        await deleteOne(run, outcome);
      } catch (error) {
        onError(error);
        const reason =
          'Not all of it could be deleted, and the log of the server says why: delete it again, or it is when that starts again';
        outcome.refused.push({ id: run.id, name: run.name, reason });
      } finally {
        busy.delete(run.id);
      }
    }
    return outcome;
  }

  async function claimAll(ids: string[], refusals: Refusal[]): Promise<Subject[]> {
    const claimed: Subject[] = [];
    try {
      for (let from = 0; from < ids.length; from += CLAIMED_AT_ONCE) {
        const { free, refused } = await claim(ids.slice(from, from + CLAIMED_AT_ONCE));
        claimed.push(...free);
        refusals.push(...refused);
      }
      return claimed;
    } catch (error) {
      for (const run of claimed) {
        await giveBack(run).catch(onError);
        busy.delete(run.id);
      }
      throw error;
    }
  }

  /** Marks the runs that nothing stands in the way of: from here on they are on their way out. */
  async function claim(ids: string[]): Promise<{ free: Subject[]; refused: Refusal[] }> {
    const mine = new Set<string>();
    try {
      const found = await database.prisma.$transaction(async (prisma) => {
        await lockDeletion({ prisma, sql: database.sql });
        // Those of now: what is deleted while its row is read must not be taken for what a killed server left.
        const others = new Set(busy);
        const all = await findObstacles(
          { prisma },
          { ...place, isBusy: (id) => others.has(id), ids },
        );
        // Before the lock is free again.
        for (const { id } of all.free) {
          mine.add(id);
          busy.add(id);
        }
        await prisma.run.updateMany({
          where: { id: { in: [...mine] } },
          data: { status: 'DELETING' },
        });
        return all;
      });
      for (const id of mine) updates.publish(id);
      return found;
    } catch (error) {
      for (const id of mine) busy.delete(id);
      throw error;
    }
  }

  async function deleteOne(run: Subject, outcome: DeletedRuns): Promise<void> {
    const { id, name } = run;
    try {
      await setAside(runFolder(home, id).path, deletedFolder(home, id));
    } catch (error) {
      await giveBack(run);
      const reason = `Its folder can't be removed: ${reasonOf(error)}`;
      outcome.refused.push({ id, name, reason });
      return;
    }
    if (!(await deleteMarked(id))) {
      const reason = 'The server is stopping: it is deleted when the server starts again';
      outcome.refused.push({ id, name, reason });
      return;
    }
    outcome.deletedIds.push(id);
    onDeleted(id);
    const { freedBytes, leftover } = await removeAside(deletedFolder(home, id));
    outcome.freedBytes += freedBytes;
    if (leftover) outcome.leftovers.push(`${name}: ${leftover}`);
  }

  /** Deletes the rows of a run whose folder is aside; false where the server stops first. */
  async function deleteMarked(runId: string): Promise<boolean> {
    try {
      await deleteRows(database, { runId, signal });
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    }
    updates.publish(runId);
    return true;
  }

  /** A run whose folder stays where it is stays what it was. */
  async function giveBack({ id, status }: Subject): Promise<void> {
    if (!isFinal(status)) return;
    await database.prisma.run.updateMany({ where: { id, status: 'DELETING' }, data: { status } });
    updates.publish(id);
  }

  /** Does what an earlier server left undone. */
  async function recover(): Promise<void> {
    const { prisma } = database;
    const marked = await prisma.run.findMany({
      where: { home: homeId, status: 'DELETING' },
      select: { id: true, name: true },
    });
    const { leftovers, refused } = await deleteRuns(marked.map(({ id }) => id));
    for (const problem of [
      ...leftovers,
      ...refused.map(({ name, reason }) => `${name}: ${reason}`),
    ])
      onError(new Error(`A deletion could not be finished: ${problem}`));
    for (const name of await readdir(layoutOf(home).runs)) {
      const found = readDeletedFolder(name);
      if (!found || signal.aborted || busy.has(found.runId)) continue;
      await recoverFolder(found);
    }
  }

  async function recoverFolder({ runId, step }: { runId: string; step: number | null }) {
    const aside = deletedFolder(home, runId, step ?? undefined);
    const run = await database.prisma.run.findUnique({
      where: { id: runId },
      select: { id: true },
    });
    // A database that was restored has it still.
    if (run && step === null) return setAside(aside, runFolder(home, runId).path);
    const { leftover } = await removeAside(aside);
    if (leftover) onError(new Error(leftover));
  }

  /** Keeps the server open until a work is done. */
  function tracked<Result>(work: Promise<Result>): Promise<Result> {
    working.add(work);
    return work.finally(() => working.delete(work));
  }

  return {
    /** Deletes the runs that can be, with all that belongs to them; those that are not there are passed over. */
    deleteRuns: (ids: string[]) => tracked(deleteRuns(ids)),
    /** Begins to do what an earlier server left undone. */
    begin: () => void tracked(recover()).catch(onError),
    place,
    /** Resolves when nothing is being deleted. */
    idle: () => Promise.allSettled(working),
  };
}
