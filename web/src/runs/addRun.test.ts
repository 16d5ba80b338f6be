import type { Client, OperationResult } from '@urql/core';
import { describe, expect, it, vi } from 'vitest';
import { createGraphqlClient } from '../graphql/client.ts';
import { RUN_UPDATES } from './cacheUpdates.ts';
import { isRunMissing } from './isRunMissing.ts';

const LIST =
  'query ($first: Int) { runs(first: $first) { totalCount edges { node { id status } } } }';
const FAILED_ONES = 'query { runs(first: 2, filter: { status: FAILED }) { totalCount } }';
const WATCH = 'subscription { runUpdated { id status } }';

describe('A run that is watched', () => {
  it('enters the list of newest runs when it is new, and pushes the oldest out', async () => {
    const page = await open({ totalCount: 2, ids: ['b', 'a'], first: 2 });
    page.receive({ id: 'c', status: 'PENDING' });
    expect(page.shown()).toEqual({ totalCount: 3, runs: ['c PENDING', 'b COMPLETED'] });
  });

  it('changes where it is when it is in the list already', async () => {
    const page = await open({ totalCount: 2, ids: ['b', 'a'], first: 2 });
    page.receive({ id: 'a', status: 'FAILED' });
    expect(page.shown()).toEqual({ totalCount: 2, runs: ['b COMPLETED', 'a FAILED'] });
  });

  it('enters once, however often it changes', async () => {
    const page = await open({ totalCount: 0, ids: [], first: 2 });
    page.receive({ id: 'a', status: 'PENDING' });
    page.receive({ id: 'a', status: 'RUNNING' });
    expect(page.shown()).toEqual({ totalCount: 1, runs: ['a RUNNING'] });
  });

  it('takes its place by age when its beginning was missed', async () => {
    const page = await open({ totalCount: 2, ids: ['c', 'a'], first: 3 });
    page.receive({ id: 'b', status: 'RUNNING' });
    expect(page.shown()).toEqual({
      totalCount: 3,
      runs: ['c COMPLETED', 'b RUNNING', 'a COMPLETED'],
    });
  });

  it('stays out of a full list of newer runs, which counts it already', async () => {
    const page = await open({ totalCount: 3, ids: ['c', 'b'], first: 2 });
    page.receive({ id: 'a', status: 'RUNNING' });
    expect(page.shown()).toEqual({ totalCount: 3, runs: ['c COMPLETED', 'b COMPLETED'] });
  });

  it('stays in a list that was asked for before it was there, and answered after', async () => {
    const page = await open({ totalCount: 1, ids: ['a'], first: 2 });
    const answers = [
      { totalCount: 1, ids: ['a'] },
      { totalCount: 2, ids: ['b', 'a'] },
    ];
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    const readAgain = vi.fn(async () => {
      const runs = connection(answers[Math.min(readAgain.mock.calls.length, 2) - 1] ?? never());
      asked.resolve();
      await answer.promise;
      return Response.json({ data: { runs } });
    });
    page.look(readAgain);
    await asked.promise;
    page.receive({ id: 'b', status: 'PENDING' });
    answer.resolve();
    await vi.waitFor(() => expect(readAgain).toHaveBeenCalledTimes(2));
    await vi.waitFor(() => expect(page.shown().totalCount).toBe(2));
    expect(readAgain).toHaveBeenCalledTimes(2);
  });

  it('leaves filtered lists alone', async () => {
    const page = await open({ totalCount: 2, ids: ['b', 'a'], first: 2 });
    await page.ask(FAILED_ONES, { runs: { __typename: 'QueryRunsConnection', totalCount: 7 } });
    page.receive({ id: 'c', status: 'FAILED' });
    expect(page.cached(FAILED_ONES).data.runs.totalCount).toBe(7);
  });
});

/** A client that has read a list of completed runs, and watches them. */
async function open(list: { totalCount: number; ids: string[]; first: number }) {
  let next: (result: { data: Record<string, unknown> }) => void = () => {};
  const client: Client = createGraphqlClient('http://localhost/graphql', {
    connection: {
      subscribe(_payload, sink) {
        next = (result) => sink.next(result as Parameters<typeof sink.next>[0]);
        return () => {};
      },
      onReturn: () => () => {},
    },
    updates: RUN_UPDATES,
    isMissing: isRunMissing,
  });
  const ask = (query: string, data: object, variables = {}) =>
    client.query(query, variables, { fetch: async () => Response.json({ data }) }).toPromise();
  const cached = (query: string, variables = {}): OperationResult =>
    client.readQuery(query, variables, { requestPolicy: 'cache-only' }) ?? never();
  await ask(LIST, { runs: connection(list) }, { first: list.first });
  client.subscription(WATCH, {}).subscribe(() => {});
  return {
    ask,
    cached,
    receive: (run: Run) => next({ data: { runUpdated: { __typename: 'Run', ...run } } }),
    /** Reads the list again, and keeps looking at it. */
    look(fetch: () => Promise<Response>) {
      const context = { fetch, requestPolicy: 'network-only' as const };
      client.query(LIST, { first: list.first }, context).subscribe(() => {});
    },
    shown() {
      const { totalCount, edges } = cached(LIST, { first: list.first }).data.runs;
      return {
        totalCount,
        runs: edges.map(({ node }: { node: Run }) => `${node.id} ${node.status}`),
      };
    },
  };
}

type Run = { id: string; status: string };

function connection({ totalCount, ids }: { totalCount: number; ids: string[] }) {
  return {
    __typename: 'QueryRunsConnection',
    totalCount,
    edges: ids.map((id) => ({
      __typename: 'QueryRunsConnectionEdge',
      node: { __typename: 'Run', id, status: 'COMPLETED' },
    })),
  };
}

function never(): never {
  throw new Error('Expected the query to be in the cache, got nothing');
}
