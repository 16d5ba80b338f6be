import { setImmediate } from 'node:timers/promises';
import type { Sql } from '@prisma/client-runtime-utils';
import LibsqlDatabase from 'libsql/promise';
import { sqliteOutage } from './outage.ts';
import { createScans, type Scans } from './scan.ts';
import { toBindable, withNumbers } from './sqliteValues.ts';
import { attachIndex } from './wordIndex/sqliteFile.ts';

const PRAGMAS = 'PRAGMA query_only = ON; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY';
// An interruption that comes between two steps is lost.
const INTERRUPT_PERIOD = 20;
const ROWS_AT_A_TIME = 1_000;

/** Scans of a SQLite file. libsql takes only the first step of a query on a thread of its own, and a materialized query
 * is done with that. `check` throws where the file is gone, which a new connection would make anew. */
export function sqliteScans(path: string, check: () => void): Scans {
  const idle: LibsqlDatabase[] = [];
  return createScans({
    async run(query, signal) {
      const connection = idle.pop() ?? (await openConnection(path, check));
      const keepRunning = interruptOn(signal, connection);
      try {
        return await run(connection, query, signal);
      } finally {
        keepRunning();
        idle.push(connection);
      }
    },
    outageOf: sqliteOutage,
    async release() {
      for (const connection of idle.splice(0)) connection.close();
    },
  });
}

async function run<Row>(
  connection: LibsqlDatabase,
  { sql, values }: Sql,
  signal: AbortSignal,
): Promise<Row[]> {
  const query = `WITH scan AS MATERIALIZED (${sql}) SELECT * FROM scan`;
  const statement = (await connection.prepare(query)).raw(true).safeIntegers(true);
  signal.throwIfAborted();
  const names: string[] = statement.columns().map(({ name }: { name: string }) => name);
  const rows: Row[] = [];
  for (const row of await statement.iterate(values.map(toBindable))) {
    rows.push(objectOf<Row>(names, withNumbers(row)));
    if (rows.length % ROWS_AT_A_TIME === 0) await setImmediate();
  }
  return rows;
}

async function openConnection(path: string, check: () => void): Promise<LibsqlDatabase> {
  check();
  const connection = new LibsqlDatabase(path, {});
  await connection.exec(`${attachIndex(path)}; ${PRAGMAS}`);
  return connection;
}

/** Interrupts what a connection does once the signal comes, until what is returned is called. */
function interruptOn(signal: AbortSignal, connection: LibsqlDatabase): () => void {
  let timer: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    timer = setInterval(() => connection.interrupt(), INTERRUPT_PERIOD);
  };
  signal.addEventListener('abort', interrupt, { once: true });
  return () => {
    signal.removeEventListener('abort', interrupt);
    clearInterval(timer);
  };
}

function objectOf<Row>(names: string[], row: unknown[]): Row {
  // The query says which columns there are; its caller knows their types.
  const object: Record<string, unknown> = {};
  for (const [index, name] of names.entries()) object[name] = row[index];
  return object as Row;
}
