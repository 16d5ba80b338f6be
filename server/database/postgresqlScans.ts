import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from '@prisma/client-runtime-utils';
import pg from 'pg';
import { postgresqlOutage } from './outage.ts';
import { PLAIN_PLANS } from './postgresqlSettings.ts';
import { createScans, SCAN_LIMIT, SCANS_AT_ONCE, type Scans } from './scan.ts';

const CANCEL_PERIOD = 50;
// Where the places of all rows that an index names find no room, the rows around them are looked at too.
const SETTINGS = `${PLAIN_PLANS}; SET work_mem = '32MB'`;

/** Scans of a PostgreSQL database, in a pool of their own, which cancels what nobody waits for any more. */
export function postgresqlScans(url: string): Scans {
  // One connection is for cancelling.
  const pool = new pg.Pool({
    connectionString: url,
    max: SCANS_AT_ONCE + 1,
    statement_timeout: SCAN_LIMIT,
    idleTimeoutMillis: 60_000,
    onConnect: (client) => client.query(SETTINGS),
  });
  // A connection that breaks while nobody uses it is replaced.
  pool.on('error', () => {});
  return createScans({
    run: (query, signal) => run(pool, query, signal),
    outageOf: postgresqlOutage,
    async release() {
      if (!pool.ending) await pool.end();
    },
  });
}

async function run<Row>(pool: pg.Pool, { text, values }: Sql, signal: AbortSignal): Promise<Row[]> {
  const client = await pool.connect();
  const cancelling = cancelOn(signal, () =>
    pool.query('SELECT pg_cancel_backend($1)', [processIdOf(client)]),
  );
  let failure: Error | undefined;
  try {
    signal.throwIfAborted();
    return (await client.query(text, values)).rows as Row[];
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A late cancellation must not meet the next one who uses the connection.
    await cancelling.end();
    client.release(failure);
  }
}

/** Cancels once the signal comes, again and again, since what comes before the query has begun is lost. */
function cancelOn(signal: AbortSignal, cancel: () => Promise<unknown>) {
  let hasEnded = false;
  let cancelled: Promise<void> = Promise.resolve();
  const keepCancelling = async () => {
    while (!hasEnded) {
      await cancel().catch(() => {});
      await delay(CANCEL_PERIOD);
    }
  };
  const begin = () => {
    cancelled = keepCancelling();
  };
  signal.addEventListener('abort', begin, { once: true });
  return {
    async end() {
      hasEnded = true;
      signal.removeEventListener('abort', begin);
      await cancelled;
    },
  };
}

function processIdOf(client: pg.PoolClient): number | null {
  return 'processID' in client && typeof client.processID === 'number' ? client.processID : null;
}
