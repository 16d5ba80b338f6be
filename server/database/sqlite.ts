import { PrismaLibSql } from '@prisma/adapter-libsql';
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  Transaction,
} from '@prisma/driver-adapter-utils';
import LibsqlDatabase from 'libsql';
import { rowsToRun } from './insert.ts';
import { isRead } from './isRead.ts';
import type { MigrationConnection } from './migrate.ts';
import { namingOutages, outage, sqliteOutage } from './outage.ts';
import { retryLocked, WRITE_PATIENCE } from './retryLocked.ts';
import { toBindable, withNumbers } from './sqliteValues.ts';
import { createTurns } from './turns.ts';
import { attachIndex } from './wordIndex/sqliteFile.ts';

type AdapterClient = ReturnType<PrismaLibSql['createClient']>;
type Statement = { sql: string; args: unknown[] };

/** Prisma's adapter over two SQLite connections: one reads, the other writes. In WAL mode a reader never
 * waits, neither for a transaction here nor for a lock of another process; writes take turns, and wait
 * at most {@link WRITE_PATIENCE} without holding up the thread.
 *
 * `@libsql/client` opens a new connection after every transaction, which forgets `foreign_keys`, and
 * defines two properties per cell of a result. The adapter runs one statement or transaction at a time
 * and reads rows by index, so a connection of our own and plain arrays serve it.
 * @param check is called before each write, and throws where the file is not what was opened */
export function sqliteAdapter(path: string, check: () => void): SqlDriverAdapterFactory {
  const factory = new OwnConnectionAdapter(path);
  return {
    provider: 'sqlite',
    adapterName: factory.adapterName,
    async connect() {
      const writer = await factory.connect();
      const reader = await factory.connect();
      await reader.executeScript('PRAGMA query_only = ON');
      return parted({ reader, writer, check });
    },
  };
}

export function sqliteMigrationConnection(path: string): MigrationConnection {
  const database = new LibsqlDatabase(path);
  database.exec('PRAGMA busy_timeout = 60000');
  return {
    provider: 'sqlite',
    query: async (sql) => database.prepare(sql).raw(true).all() as unknown[][],
    runScript: async (script) => {
      database.exec(script);
    },
    close: async () => {
      database.close();
    },
  };
}

function parted({
  reader,
  writer,
  check,
}: {
  reader: SqlDriverAdapter;
  writer: SqlDriverAdapter;
  check: () => void;
}): SqlDriverAdapter {
  const turns = createTurns(1);

  async function begin<Result>(work: () => Promise<Result>): Promise<Result> {
    const deadline = performance.now() + WRITE_PATIENCE;
    await turns.take({ limit: WRITE_PATIENCE, refusal: () => outage('DATABASE_BUSY') });
    try {
      check();
      return await retryLocked(work, deadline);
    } catch (error) {
      turns.leave();
      throw sqliteOutage(error) ?? error;
    }
  }

  async function write<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = await begin(work);
    turns.leave();
    return result;
  }

  return {
    provider: writer.provider,
    adapterName: writer.adapterName,
    queryRaw: (query) =>
      isRead(query.sql)
        ? retryLocked(() => reader.queryRaw(query), performance.now() + WRITE_PATIENCE)
        : write(() => writer.queryRaw(query)),
    executeRaw: (query) => write(() => writer.executeRaw(query)),
    executeScript: (script) => write(() => writer.executeScript(script)),
    async startTransaction(level) {
      const transaction = await begin(() => writer.startTransaction(level));
      return withEnd(transaction, turns.leave);
    },
    async dispose() {
      await reader.dispose();
      await writer.dispose();
    },
  };
}

function withEnd(transaction: Transaction, onEnd: () => void): Transaction {
  const { commit, rollback } = transaction;
  let hasEnded = false;
  const end = () => {
    if (!hasEnded) onEnd();
    hasEnded = true;
  };
  transaction.commit = () => commit.call(transaction).finally(end);
  transaction.rollback = () => rollback.call(transaction).finally(end);
  return namingOutages(transaction, sqliteOutage);
}

class OwnConnectionAdapter extends PrismaLibSql {
  #path: string;

  constructor(path: string) {
    super({ url: `file:${path}` });
    this.#path = path;
  }

  override createClient(): AdapterClient {
    // The adapter uses these five methods of the libsql client and nothing else of it.
    return openConnection(this.#path) as unknown as AdapterClient;
  }
}

function openConnection(path: string) {
  const database = new LibsqlDatabase(path);
  const statements = new Map<string, ReturnType<typeof prepare>>();
  database.exec(PRAGMAS.map((pragma) => `PRAGMA ${pragma};`).join(''));
  database.exec(attachIndex(path));

  function prepare(sql: string) {
    const statement = database.prepare(sql);
    statement.safeIntegers(true);
    const isReader = statement.reader;
    if (isReader) statement.raw(true);
    const columns = isReader ? statement.columns() : [];
    return {
      statement,
      isReader,
      columns: columns.map((column) => column.name),
      columnTypes: columns.map((column) => column.type ?? ''),
    };
  }

  function prepared(sql: string) {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= STATEMENT_CACHE_SIZE) statements.clear();
    const fresh = prepare(sql);
    statements.set(sql, fresh);
    return fresh;
  }

  async function execute({ sql, args }: Statement) {
    const { statement, isReader, columns, columnTypes } = prepared(sql);
    const each = rowsToRun();
    if (each) {
      // Always in a transaction, which is rolled back by who began it.
      for (const row of each) statement.run(row.map(toBindable));
      return { columns, columnTypes, rows: [], rowsAffected: each.length };
    }
    const values = args.map(toBindable);
    if (!isReader) {
      return { columns, columnTypes, rows: [], rowsAffected: statement.run(values).changes };
    }
    const rows = statement.all(values) as unknown[][];
    return { columns, columnTypes, rows: rows.map(withNumbers), rowsAffected: 0 };
  }

  // A statement that does not get the lock itself stays in progress, and nothing after it is committed.
  async function executeLocked(statement: Statement) {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = await execute(statement);
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  return {
    execute: (statement: Statement) =>
      TAKES_NO_LOCK.test(statement.sql) ? execute(statement) : executeLocked(statement),
    async executeMultiple(script: string) {
      database.exec(script);
    },
    async transaction() {
      database.exec('BEGIN IMMEDIATE');
      return {
        execute,
        async commit() {
          try {
            database.exec('COMMIT');
          } catch (error) {
            if (database.inTransaction) database.exec('ROLLBACK');
            throw error;
          }
        },
        rollback: async () => database.exec('ROLLBACK'),
      };
    },
    close() {
      statements.clear();
      // What is in the write-ahead log moves into the database, so that its file alone is a whole copy.
      database.exec('PRAGMA main.wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}

const TAKES_NO_LOCK = /^\s*(SELECT|PRAGMA)\b/i;
const STATEMENT_CACHE_SIZE = 500;
const PRAGMAS = [
  // Only while a connection is opened, at start: from then on `retryLocked` waits.
  'busy_timeout = 60000',
  'journal_mode = WAL',
  'synchronous = NORMAL',
  'wal_autocheckpoint = 4000',
  'foreign_keys = ON',
  'cache_size = -65536',
  'temp_store = MEMORY',
  'busy_timeout = 0',
];
