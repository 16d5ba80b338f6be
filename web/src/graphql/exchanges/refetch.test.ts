import { Client, fetchExchange } from '@urql/core';
import { describe, expect, it, vi } from 'vitest';
import { KEPT_FRESH, refetchExchange } from './refetch.ts';

const QUERY = '{ health { status } }';

describe('A query that is kept fresh', () => {
  it('is read again when the reader comes back', async () => {
    const { client, comeBack, answered } = open();
    client.query(QUERY, {}, KEPT_FRESH).subscribe(() => {});
    await answered(1);
    comeBack();
    await answered(2);
  });

  it('is read again after it failed', async () => {
    const { client, comeBack, answered } = open({ isDown: true });
    const results: unknown[] = [];
    client
      .query(QUERY, {}, KEPT_FRESH)
      .subscribe(({ error, stale }) => stale || results.push(error?.networkError));
    await answered(1);
    await vi.waitFor(() => expect(results).toHaveLength(1));
    comeBack();
    await vi.waitFor(() => expect(results).toEqual([expect.any(Error), undefined]));
  });

  it('is left alone when nobody looks at it any more', async () => {
    const { client, comeBack, answered, count } = open();
    const look = client.query(QUERY, {}, KEPT_FRESH).subscribe(() => {});
    await answered(1);
    look.unsubscribe();
    comeBack();
    client.query('{ counts { traces } }', {}).subscribe(() => {});
    await answered(2);
    expect(count()).toBe(2);
  });
});

it('leaves other queries as they are', async () => {
  const { client, comeBack, answered, count } = open();
  client.query(QUERY, {}).subscribe(() => {});
  await answered(1);
  comeBack();
  client.query('{ counts { traces } }', {}).subscribe(() => {});
  await answered(2);
  expect(count()).toBe(2);
});

/** A client whose server counts what it is asked, and is down for the first question when that is wanted. */
function open({ isDown = false } = {}) {
  let comeBack = () => {};
  const fetch = vi.fn(async () => Response.json({ data: { health: null } }));
  if (isDown) fetch.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  const client = new Client({
    url: 'http://localhost/graphql',
    preferGetMethod: false,
    fetch,
    exchanges: [
      refetchExchange((listener) => {
        comeBack = listener;
      }),
      fetchExchange,
    ],
  });
  return {
    client,
    comeBack: () => comeBack(),
    count: () => fetch.mock.calls.length,
    answered: (count: number) => vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(count)),
  };
}
