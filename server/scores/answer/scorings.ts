import type { Scoring } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import {
  DatabaseUnavailableError,
  ExpectedError,
  InvalidStateError,
  NotFoundError,
} from '../../errors.ts';
import { newId } from '../../ids.ts';
import { shown } from '../../parse.ts';
import { retryPassing } from '../../retryPassing.ts';
import type { TraceFilter } from '../../traces/filter.ts';
import { scoreAll } from './scoreAll.ts';
import { openVerifier, type Verifier } from './verifier.ts';

/** The scorings of a server: each verifies the answers of all traces that a filter passes, beside all other work. */
export type Scorings = {
  /** @throws VerifierUnavailableError; InvalidStateError when too many are at work */
  start: (filter: TraceFilter | null | undefined) => Promise<Scoring>;
  /** @throws NotFoundError; InvalidStateError when it is not at work here */
  cancel: (id: string) => Promise<Scoring>;
  /** Settles what an earlier server left at work. */
  recover: () => Promise<void>;
  /** Resolves when none is at work. */
  idle: () => Promise<void>;
  /** For one trace that waits. @throws VerifierUnavailableError */
  openVerifier: () => Promise<Verifier>;
};

const AT_ONCE = 4;

export function createScorings({
  database,
  home,
  python,
  signal,
  onError,
}: {
  database: Database;
  home: string;
  python: string;
  signal: AbortSignal;
  onError: (error: unknown) => void;
}): Scorings {
  const { prisma } = database;
  const working = new Map<string, { stop: AbortController; end: Promise<void> }>();

  async function work(
    id: string,
    task: { filter: TraceFilter | null | undefined; verifier: Verifier; signal: AbortSignal },
  ): Promise<void> {
    try {
      await scoreAll(database, { id, ...task });
      await end(id, 'COMPLETED', 'Every trace has been looked at');
    } catch (error) {
      if (signal.aborted) return;
      if (task.signal.aborted) return await end(id, 'CANCELLED', 'Cancelled while at work');
      const isExpected =
        error instanceof ExpectedError || error instanceof DatabaseUnavailableError;
      if (!isExpected) onError(error);
      await end(id, 'FAILED', isExpected ? error.message : UNEXPECTED);
    } finally {
      task.verifier.close();
    }
  }

  async function end(id: string, status: Scoring['status'], message: string): Promise<void> {
    const data = { status, message, endedAt: new Date() };
    await retryPassing(() => prisma.scoring.update({ where: { id }, data }), { signal, onError });
  }

  return {
    async start(filter) {
      if (working.size >= AT_ONCE) {
        throw new InvalidStateError(
          `${AT_ONCE} scorings are at work, as many as there can be: wait for one to end, or cancel one`,
        );
      }
      const stop = new AbortController();
      const either = AbortSignal.any([stop.signal, signal]);
      const verifier = await openVerifier({ python, signal: either });
      const scoring = await prisma.scoring.create({
        data: {
          id: newId(),
          createdAt: new Date(),
          home,
          filter: JSON.parse(JSON.stringify(filter ?? {})),
          status: 'RUNNING',
          message: 'At work',
          errors: [],
        },
      });
      const ending = work(scoring.id, { filter, verifier, signal: either })
        .catch(onError)
        .finally(() => working.delete(scoring.id));
      working.set(scoring.id, { stop, end: ending });
      return scoring;
    },
    async cancel(id) {
      const active = working.get(id);
      active?.stop.abort();
      await active?.end;
      const scoring = await prisma.scoring.findUnique({ where: { id } });
      if (!scoring) throw new NotFoundError(`There is no scoring ${shown(id)}`);
      if (scoring.status === 'CANCELLED' && active) return scoring;
      throw new InvalidStateError(
        scoring.status === 'RUNNING'
          ? `The scoring ${id} is at work on another server, that of the data folder whose \`id\` is ${scoring.home}. Cancel it there.`
          : `The scoring ${id} can't be cancelled: it is ${scoring.status} already`,
      );
    },
    async recover() {
      const message =
        'The server stopped while it was at work. What was scored stays; score again for the others.';
      await prisma.scoring.updateMany({
        where: { home, status: 'RUNNING' },
        data: { status: 'FAILED', message, endedAt: new Date() },
      });
    },
    async idle() {
      await Promise.all([...working.values()].map(({ end }) => end));
    },
    openVerifier: () => openVerifier({ python, signal }),
  };
}

const UNEXPECTED = 'It failed for a reason that the server did not expect; its log has it';
