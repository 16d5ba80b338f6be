import type { Sql } from '@prisma/client-runtime-utils';
import pg from 'pg';
import { postgresqlOutage } from './outage.ts';
import { limited, SCAN_LIMIT, SCANS_AT_ONCE, type Scan, tooLong } from './scan.ts';
import { createTurns } from './turns.ts';

/** Scans of a PostgreSQL database, in a pool of their own, which cancels what nobody waits for any more. */
export function postgresqlScans(url: string): { scan: Scan; close: () => Promise<void> } {
  const turns = createTurns(SCANS_AT_ONCE);
  const closing = new AbortController();
  // One connection is for cancelling.
  const pool = new pg.Pool({
    connectionString: url,
    max: SCANS_AT_ONCE + 1,
    statement_timeout: SCAN_LIMIT,
    idleTimeoutMillis: 60_000,
  });
  // A connection that breaks while nobody uses it is replaced.
  pool.on('error', () => {});

  async function run<Row>({ text, values }: Sql, signal: AbortSignal): Promise<Row[]> {
    await turns.take({ limit: SCAN_LIMIT, refusal: tooLong, signal });
    try {
      const client = await pool.connect();
      let cancelled: Promise<unknown> | undefined;
      let failure: Error | undefined;
      const cancel = () => {
        cancelled = pool
          .query('SELECT pg_cancel_backend($1)', [processIdOf(client)])
          .catch(() => {});
      };
      signal.addEventListener('abort', cancel, { once: true });
      try {
        signal.throwIfAborted();
        return (await client.query(text, values)).rows as Row[];
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
        throw error;
      } finally {
        signal.removeEventListener('abort', cancel);
        // A late cancellation must not meet the next one who uses the connection.
        await cancelled;
        client.release(failure);
      }
    } catch (error) {
      throw postgresqlOutage(error) ?? error;
    } finally {
      turns.leave();
    }
  }

  return {
    scan: (query, asker) =>
      limited({ asker, closing: closing.signal }, (signal) => run(query, signal)),
    async close() {
      closing.abort();
      if (!pool.ending) await pool.end();
    },
  };
}

function processIdOf(client: pg.PoolClient): number | null {
  return 'processID' in client && typeof client.processID === 'number' ? client.processID : null;
}
