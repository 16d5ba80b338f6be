import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pg from 'pg';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { INDEXER } from '../database/wordIndex/postgresqlStore.ts';
import { isPostgresqlThere } from '../testing/postgresql.ts';
import { silencedErrors } from '../testing/silencedErrors.ts';
import { describeOnEachDatabase, serverFactory } from '../testing/testServer.ts';
import { until } from '../testing/until.ts';
import { listen } from './listen.ts';
import { send } from './send.ts';

const FOLDER = '0123456789abcdef0123456789abcdef';

describe('An answer in many pieces', () => {
  const reports = silencedErrors();

  it('breaks off when its source fails, and says why in one line', async () => {
    const url = await answering(async function* () {
      yield Buffer.from('first');
      throw new Error('the source is gone');
    });
    await expect(fetch(`${url}/x?y=1`).then((response) => response.text())).rejects.toThrow(
      'terminated',
    );
    expect(reports()).toEqual(["'GET /x?y=1 broke off: the source is gone'"]);
  });

  it('lets its source go when its reader leaves', async () => {
    const { started, ended, chunks } = endless();
    const url = await answering(chunks);
    const reader = asking(url);
    await started;
    reader.destroy();
    await ended;
    expect(reports()).toEqual([]);
  });

  it('lets its source go when its reader has stopped reading, and leaves', async () => {
    const { started, ended, chunks } = endless();
    const url = await answering(chunks);
    const reader = asking(url);
    reader.pause();
    await started;
    reader.resetAndDestroy();
    await ended;
    expect(reports()).toEqual([]);
  });

  it('is quiet when its source fails after its reader has left', async () => {
    const failing = Promise.withResolvers<void>();
    const waiting = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    const left = Promise.withResolvers<void>();
    const url = await answering(async function* () {
      try {
        yield Buffer.from('first');
        waiting.resolve();
        await failing.promise;
      } finally {
        done.resolve();
      }
    }, left.resolve);
    const reader = asking(url);
    await waiting.promise;
    reader.destroy();
    await left.promise;
    failing.reject(new Error('too late'));
    await done.promise;
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
    expect(reports()).toEqual([]);
  });
});

describeOnEachDatabase('A download', (open) => {
  const reports = silencedErrors();
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  it.for([
    ['a dataset', '/datasets/d-1/export.jsonl', 'GET /datasets/d-1/export.jsonl'],
    ['the traces of a dataset', '/datasets/d-1/traces.jsonl', 'GET /datasets/d-1/traces.jsonl'],
    ['all traces', '/traces/export.jsonl', 'GET /traces/export.jsonl'],
  ])(
    'of %s breaks off where the database fails, and the server lives',
    async ([, path = '', line]) => {
      const { server, url } = await listening();
      await server.fetch('/traces/import', { method: 'POST', body: LINE });
      const { buildDataset } = await server.data(
        'mutation { buildDataset(input: { name: "d", version: "1" }) { __typename } }',
      );
      expect(buildDataset.__typename).toBe('Dataset');
      await server.application.database.prisma.$executeRawUnsafe(
        'ALTER TABLE "Trace" RENAME COLUMN "prompt" TO "elsewhere"',
      );
      await expect(fetch(url + path).then((response) => response.text())).rejects.toThrow();
      // The index of words, which reads the same column, may tell of it too.
      const told = reports().filter((report) => !report.includes('index of words'));
      expect(told).toEqual([expect.stringMatching(new RegExp(`^'?[\`"]?${line} broke off: `))]);
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
    },
  );

  it('of a file that is cut meanwhile breaks off', async () => {
    const { server, url } = await listening();
    const folder = join(server.home, 'exports', FOLDER);
    const path = join(folder, 'd-1.jsonl');
    await mkdir(folder, { recursive: true });
    await writeFile(path, '');
    await truncate(path, 2 ** 26);
    const response = await fetch(`${url}/exports/${FOLDER}/d-1.jsonl`);
    expect(response.headers.get('content-length')).toBe(String(2 ** 26));
    await truncate(path, 10);
    await expect(response.arrayBuffer()).rejects.toThrow('terminated');
    expect(reports()).toEqual([
      expect.stringMatching(
        /GET \/exports\/\w+\/d-1.jsonl broke off: d-1.jsonl was cut to \d+ bytes of 67108864/,
      ),
    ]);
  });

  async function listening() {
    const server = await open({ PORT: '0' });
    const { url, close } = await listen(server.application);
    closing.push(close);
    return { server, url };
  }
});

describe.skipIf(!isPostgresqlThere)('A download from PostgreSQL', () => {
  const open = serverFactory('postgresql');
  const reports = silencedErrors();

  it('breaks off in its midst when the connection to the database is cut, and the next works', async () => {
    const server = await open({ PORT: '0' });
    await server.fetch('/traces/import', { method: 'POST', body: LINE });
    await server.application.database.prisma.$executeRawUnsafe(
      `INSERT INTO "Trace" SELECT many.* FROM "Trace" AS t, generate_series(1, 240) AS number,
        jsonb_populate_record(t, jsonb_build_object('id', t."id" || number,
          'prompt', repeat('p', 200000), 'sizeBytes', 200000)) AS many`,
    );
    const { url, close } = await listen(server.application);
    onTestFinished(close);
    const other = new pg.Client({ connectionString: server.application.settings.DATABASE_URL });
    await other.connect();
    other.on('error', () => {});
    const response = await fetch(`${url}/traces/export.jsonl`);
    await other.query('BEGIN; LOCK TABLE "Trace"');
    const rest = response.text();
    const { rows } = await until('the server waits for the table', async () => {
      // Within a transaction, what was seen of others stays as it was first.
      await other.query('SELECT pg_stat_clear_snapshot()');
      const waiting = await other.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
          AND wait_event_type = 'Lock' AND application_name <> '${INDEXER}'`,
      );
      return waiting.rowCount ? waiting : null;
    });
    expect(rows).toHaveLength(1);
    await expect(rest).rejects.toThrow('terminated');
    await other.end();
    expect(reports()).toEqual([expect.stringContaining('GET /traces/export.jsonl broke off: ')]);
    const again = await fetch(`${url}/traces/export.jsonl`).then((whole) => whole.text());
    expect(again.match(/\n/g)).toHaveLength(241);
  });
});

const LINE = JSON.stringify({
  trace_version: '1.0',
  prompt: 'p',
  final_answer: 'a',
  steps: [{ i: 0, type: 't', content: 'c' }],
});

/** A server that answers everything with what a generator yields. */
async function answering(
  chunks: () => AsyncGenerator<Uint8Array>,
  onClose = () => {},
): Promise<string> {
  const http = createServer((incoming, outgoing) => {
    outgoing.once('close', onClose);
    const body = incoming.method === 'HEAD' ? null : Readable.toWeb(Readable.from(chunks()));
    send(new Response(body as ReadableStream<Uint8Array> | null), outgoing);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    http.close();
    http.closeAllConnections();
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

/** A source without end, and when it has begun and was let go. */
function endless() {
  const started = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  async function* chunks() {
    try {
      for (;;) {
        yield Buffer.alloc(65_536);
        started.resolve();
      }
    } finally {
      ended.resolve();
    }
  }
  return { started: started.promise, ended: ended.promise, chunks };
}

function asking(url: string): Socket {
  const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  return socket;
}
