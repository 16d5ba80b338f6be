import { PrismaLibSql } from '@prisma/adapter-libsql';
import LibsqlDatabase from 'libsql';

import type { MigrationConnection } from './migrate.ts';

type AdapterClient = ReturnType<PrismaLibSql['createClient']>;
type Statement = { sql: string; args: unknown[] };
type Row = unknown[];

/**
 * Prisma's adapter over one SQLite connection that keeps its pragmas and its prepared statements.
 *
 * `@libsql/client` opens a new connection after every transaction, which forgets `foreign_keys` and
 * `busy_timeout`, and defines two properties per cell of a result. The adapter runs one statement or
 * transaction at a time and reads rows by index, so one connection and plain arrays serve it.
 */
export function sqliteAdapter(path: string) {
  return new SingleConnectionAdapter({ url: `file:${path}` }, path);
}

/** A connection for migrations, on which pragmas hold from one script to the next. */
export function sqliteMigrationConnection(path: string): MigrationConnection {
  const database = new LibsqlDatabase(path);
  database.exec('PRAGMA busy_timeout = 60000');
  return {
    provider: 'sqlite',
    query: async (sql) => database.prepare(sql).raw(true).all() as Row[],
    runScript: async (script) => {
      database.exec(script);
    },
    close: async () => {
      database.close();
    },
  };
}

class SingleConnectionAdapter extends PrismaLibSql {
  #path: string;

  constructor(config: ConstructorParameters<typeof PrismaLibSql>[0], path: string) {
    super(config);
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
  for (const pragma of PRAGMAS) {
    database.exec(`PRAGMA ${pragma}`);
  }

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
    const values = args.map(bindable);
    if (!isReader) {
      return { columns, columnTypes, rows: [], rowsAffected: statement.run(values).changes };
    }
    const rows = statement.all(values) as Row[];
    return { columns, columnTypes, rows: rows.map(readable), rowsAffected: 0 };
  }

  return {
    execute,
    async executeMultiple(script: string) {
      database.exec(script);
    },
    async transaction() {
      database.exec('BEGIN IMMEDIATE');
      return {
        execute,
        commit: async () => database.exec('COMMIT'),
        rollback: async () => database.exec('ROLLBACK'),
      };
    },
    close() {
      statements.clear();
      // What is in the write-ahead log moves into the database, so that its file alone is a whole copy.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}

function bindable(value: unknown) {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value instanceof ArrayBuffer ? Buffer.from(value) : value;
}

function readable(row: Row) {
  for (let index = 0; index < row.length; index++) {
    const value = row[index];
    if (typeof value === 'bigint' && value >= -MAX_SAFE && value <= MAX_SAFE) {
      row[index] = Number(value);
    }
  }
  return row;
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const STATEMENT_CACHE_SIZE = 500;
const PRAGMAS = [
  'busy_timeout = 5000',
  'journal_mode = WAL',
  'synchronous = NORMAL',
  'wal_autocheckpoint = 4000',
  'foreign_keys = ON',
  'cache_size = -65536',
  'temp_store = MEMORY',
];
