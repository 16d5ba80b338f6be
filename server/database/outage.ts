import type { SqlDriverAdapter, SqlQueryable, Transaction } from '@prisma/driver-adapter-utils';
import { DatabaseUnavailableError, type OutageCode } from '../errors.ts';

const MESSAGES: Record<OutageCode, string> = {
  DATABASE_BUSY:
    'The database was busy with the work of others for too long, and nothing was changed. Try again in a while.',
  DATABASE_FULL:
    'The database has no room left, and nothing was changed. Free space on its disk, and try again; the server needs no restart.',
  DATABASE_AWAY:
    'The database does not answer, or its file is not readable; if this was a change, look whether it was made. Bring the database back, and try again.',
  DATABASE_DAMAGED:
    'The database file is damaged where this was to be read. Stop the server, and restore the file from a backup.',
  DATABASE_READ_ONLY:
    'The database may not be written, and nothing was changed. Make it writable, and try again.',
};

export function outage(code: OutageCode, cause?: unknown): DatabaseUnavailableError {
  return new DatabaseUnavailableError(code, MESSAGES[code], { cause });
}

/** The outage that an error of SQLite's means, if any, by the lower byte of its code. */
export function sqliteOutage(error: unknown): DatabaseUnavailableError | undefined {
  const { rawCode, originalCode } = detailsOf(error);
  const code = SQLITE_OUTAGES.get(Number(rawCode ?? originalCode) & 0xff);
  return code && outage(code, error);
}

/** The outage that an error of PostgreSQL's, of its driver or of the connection to it means, if any. */
export function postgresqlOutage(error: unknown): DatabaseUnavailableError | undefined {
  const { code, originalCode, kind, message } = detailsOf(error);
  const told = [originalCode, code, kind, message].map((detail) => String(detail ?? ''));
  const found = POSTGRESQL_OUTAGES.find(([pattern]) => told.some((detail) => pattern.test(detail)));
  return found && outage(found[1], error);
}

/** Makes what runs queries throw the outage that a failure means instead of the failure. */
export function namingOutages<Queryable extends SqlQueryable>(
  queryable: Queryable,
  outageOf: (error: unknown) => DatabaseUnavailableError | undefined,
): Queryable {
  const rethrow = (error: unknown) => {
    throw outageOf(error) ?? error;
  };
  const { queryRaw, executeRaw } = queryable;
  queryable.queryRaw = (query) => queryRaw.call(queryable, query).catch(rethrow);
  queryable.executeRaw = (query) => executeRaw.call(queryable, query).catch(rethrow);
  if (isTransaction(queryable)) {
    const { commit } = queryable;
    queryable.commit = () => commit.call(queryable).catch(rethrow);
  }
  if (isAdapter(queryable)) {
    const { startTransaction } = queryable;
    queryable.startTransaction = (level) =>
      startTransaction
        .call(queryable, level)
        .then((transaction) => namingOutages(transaction, outageOf), rethrow);
  }
  return queryable;
}

function isTransaction(queryable: SqlQueryable): queryable is Transaction {
  return 'commit' in queryable;
}

function isAdapter(queryable: SqlQueryable): queryable is SqlDriverAdapter {
  return 'startTransaction' in queryable;
}

// What a driver tells of a failure is in the error itself, or in the cause that Prisma's adapter gives it.
function detailsOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return {};
  const cause = typeof error.cause === 'object' ? error.cause : null;
  return { ...error, message: error.message, ...cause };
}

const SQLITE_OUTAGES = new Map<number, OutageCode>([
  [5, 'DATABASE_BUSY'],
  [6, 'DATABASE_BUSY'],
  [8, 'DATABASE_READ_ONLY'],
  [10, 'DATABASE_AWAY'],
  [11, 'DATABASE_DAMAGED'],
  [13, 'DATABASE_FULL'],
  [14, 'DATABASE_AWAY'],
  [26, 'DATABASE_DAMAGED'],
]);

// By class of SQLSTATE, by Prisma's name, or by the words of a driver that gives no code.
const POSTGRESQL_OUTAGES: [RegExp, OutageCode][] = [
  [/^53100$/, 'DATABASE_FULL'],
  [/^(53\d{3}|55P03|40P01|40001|57014)$|^timeout exceeded when trying to connect/, 'DATABASE_BUSY'],
  [/^XX00[12]$/, 'DATABASE_DAMAGED'],
  [/^25006$/, 'DATABASE_READ_ONLY'],
  [/^(08\w{3}|57P0\d|58\w{3}|3D000|28\w{3})$/, 'DATABASE_AWAY'],
  [/^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TlsConnectionError)$/, 'DATABASE_AWAY'],
  [/^E(CONN\w+|NOTFOUND|AI_AGAIN|TIMEDOUT|PIPE|HOSTUNREACH|NETUNREACH)$/, 'DATABASE_AWAY'],
  [/^(Connection terminated|Client (was closed|has encountered))/, 'DATABASE_AWAY'],
];
