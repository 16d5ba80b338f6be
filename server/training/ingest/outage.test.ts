import { sql } from '@prisma/client-runtime-utils';
import { describe, expect, it } from 'vitest';
import { administer, isPostgresqlThere } from '../../testing/postgresql.ts';
import { silencedErrors } from '../../testing/silencedErrors.ts';
import {
  describeOnEachDatabase,
  serverFactory,
  type TestServer,
} from '../../testing/testServer.ts';
import {
  ended,
  linesOf,
  pointsOf,
  printed,
  releaseTrainer,
  runOf,
  startTraining,
  trainingFactory,
} from '../../testing/training.ts';
import { until } from '../../testing/until.ts';

const STORE = `mutation { createTrace(input: { traceVersion: "1.0", prompt: "1", finalAnswer: "2",
  steps: [{ i: 0, type: "add", content: "1" }] }) { ... on Trace { id } } }`;

// One after the other: they go on while the trainer writes, and end, so that the run can.
const CUTS = 50;

describeOnEachDatabase('A database that is read-only for a while', (openServer) => {
  const open = trainingFactory(openServer);
  const reported = silencedErrors();

  it('during a run loses nothing that the trainer writes, and answers what is asked', async () => {
    const server = await open();
    const id = await startTraining(server, 'say=first;wait=on;lines=20000,both;steps=9;wait=end');
    await printed(server, id, 'first');
    const makeWritable = await makeReadOnly(server);
    await releaseTrainer(server, id, 'on');
    expect(await runOf(server, id)).toMatchObject({ status: 'RUNNING', logLineCount: 1 });
    const attempts = /DatabaseUnavailableError/;
    await until('storing has failed', () => reported().some((report) => attempts.test(report)));
    await makeWritable();
    await until('all is stored', async () => (await runOf(server, id)).step === 9);
    await releaseTrainer(server, id, 'end');
    await expectAll(server, id);
    expect(reported().filter((report) => attempts.test(report))).toHaveLength(1);
  });

  it('when a run ends keeps neither it from ending, nor the next from beginning', async () => {
    const server = await open();
    const id = await startTraining(server, 'say=first;wait=on;lines=20000,both;steps=9');
    const next = await startTraining(server, 'say=next');
    await printed(server, id, 'first');
    const makeWritable = await makeReadOnly(server);
    await releaseTrainer(server, id, 'on');
    await until('the trainer has ended', async () => {
      const names = await filesOf(server, id);
      return names.includes('exit.json');
    });
    expect(await runOf(server, id)).toMatchObject({ status: 'RUNNING' });
    await makeWritable();
    await expectAll(server, id);
    expect(await ended(server, next)).toMatchObject({ status: 'COMPLETED', stdout: 'next\n' });
  });
});

describe.skipIf(!isPostgresqlThere)(
  'Connections (to PostgreSQL, skipped where none answers)',
  () => {
    const open = trainingFactory(serverFactory('postgresql'));
    silencedErrors();

    it('that break while a run is stored cost no line, and store none twice', async () => {
      const server = await open();
      const name = await databaseOf(server);
      const id = await startTraining(server, 'say=first;lines=20000,both,100;steps=9');
      for (let cut = 0; cut < CUTS; cut++) {
        await breakConnections(name);
        await server.send('query ($id: ID!) { run(id: $id) { status } }', { id });
      }
      await expectAll(server, id);
    });
  },
);

async function expectAll(server: TestServer, id: string) {
  expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED', step: 9 });
  const lines = await linesOf(server, id);
  expect(lines.map(({ seq }) => seq).join()).toBe(
    Array.from({ length: 40_010 }, (_, index) => index + 1).join(),
  );
  const numbered = Array.from({ length: 20_000 }, (_, index) => `line ${index + 1}`);
  const errors = lines.filter(({ stream }) => stream === 'STDERR').map(({ text }) => text);
  expect(errors.join('\n') === numbered.join('\n')).toBe(true);
  expect((await pointsOf(server, id)).map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

/** Makes the database refuse to be written, also by connections that are open; answers what undoes it. */
async function makeReadOnly(server: TestServer): Promise<() => Promise<void>> {
  const { provider, prisma } = server.application.database;
  const set =
    provider === 'sqlite'
      ? async (isReadOnly: boolean) => {
          await prisma.$executeRaw(
            isReadOnly ? sql`PRAGMA query_only = ON` : sql`PRAGMA query_only = OFF`,
          );
        }
      : async (isReadOnly: boolean) => {
          const name = await databaseOf(server);
          await administer(
            `ALTER DATABASE ${name} SET default_transaction_read_only = ${isReadOnly}`,
          );
          // What is set holds for new connections.
          await breakConnections(name);
        };
  await set(true);
  await until('nothing can be stored', async () => (await server.send(STORE)).errors);
  return () => set(false);
}

/** The name of a server's database on PostgreSQL. */
async function databaseOf(server: TestServer): Promise<string> {
  const [row] = await server.application.database.prisma.$queryRaw<{ name: string }[]>(
    sql`SELECT current_database()::text AS name`,
  );
  return row?.name ?? '';
}

function breakConnections(name: string): Promise<void> {
  return administer(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
  );
}

async function filesOf(server: TestServer, id: string): Promise<string[]> {
  const { run } = await server.data('query ($id: ID!) { run(id: $id) { artifacts { path } } }', {
    id,
  });
  return run.artifacts.map(({ path }: { path: string }) => path);
}
