import type { Client, OperationResult } from '@urql/core';
import { describe, expect, it, vi } from 'vitest';
import { createGraphqlClient } from '../graphql/client.ts';
import { RUN_UPDATES } from './cacheUpdates.ts';
import { isOvertaken } from './isOvertaken.ts';

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
    const { answer, answered } = await page.askTwice([
      { totalCount: 1, ids: ['a'] },
      { totalCount: 2, ids: ['b', 'a'] },
    ]);
    page.receive({ id: 'b', status: 'PENDING' });
    answer();
    await answered(2);
    await vi.waitFor(() => expect(page.shown().totalCount).toBe(2));
  });

  it('keeps its status when an answer has the one before', async () => {
    const page = await open({ totalCount: 1, ids: ['a'], first: 2 });
    const { answer, answered } = await page.askTwice([
      { totalCount: 1, ids: ['a'], status: 'RUNNING' },
      { totalCount: 1, ids: ['a'] },
    ]);
    page.receive({ id: 'a', status: 'RUNNING' });
    page.receive({ id: 'a', status: 'COMPLETED' });
    answer();
    await answered(2);
    await vi.waitFor(() => expect(page.shown().runs).toEqual(['a COMPLETED']));
  });

  it('does not have a list read again that knows of it', async () => {
    const page = await open({ totalCount: 1, ids: ['a'], first: 2 });
    const { answer, answered } = await page.askTwice([{ totalCount: 1, ids: ['a'] }]);
    page.receive({ id: 'a', status: 'RUNNING' });
    page.receive({ id: 'a', status: 'COMPLETED' });
    answer();
    await page.ask(FAILED_ONES, { runs: { __typename: 'QueryRunsConnection', totalCount: 7 } });
    await answered(1);
  });

  it('leaves filtered lists alone', async () => {
    const page = await open({ totalCount: 2, ids: ['b', 'a'], first: 2 });
    await page.ask(FAILED_ONES, { runs: { __typename: 'QueryRunsConnection', totalCount: 7 } });
    page.receive({ id: 'c', status: 'FAILED' });
    expect(page.cached(FAILED_ONES).data.runs.totalCount).toBe(7);
  });
});

/** A client that has read a list of completed runs, and watches them. */
async function open(list: List & { first: number }) {
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
    isOvertaken,
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
    /** Reads the list again and keeps looking at it; the first of its answers comes when that is wanted. */
    async askTwice(answers: List[]) {
      const asked = Promise.withResolvers<void>();
      const first = Promise.withResolvers<void>();
      const left = [...answers];
      const fetch = vi.fn(async () => {
        const runs = connection(left.shift() ?? never());
        asked.resolve();
        await first.promise;
        return Response.json({ data: { runs } });
      });
      const context = { fetch, requestPolicy: 'network-only' as const };
      client.query(LIST, { first: list.first }, context).subscribe(() => {});
      await asked.promise;
      return {
        answer: first.resolve,
        answered: (count: number) => vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(count)),
      };
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

type List = { totalCount: number; ids: string[]; status?: string };

function connection({ totalCount, ids, status = 'COMPLETED' }: List) {
  return {
    __typename: 'QueryRunsConnection',
    totalCount,
    edges: ids.map((id) => ({
      __typename: 'QueryRunsConnectionEdge',
      node: { __typename: 'Run', id, status },
    })),
  };
}

function never(): never {
  throw new Error('Expected the query to be in the cache, got nothing');
}
