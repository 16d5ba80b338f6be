import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import { buildSample } from '../testing/training.ts';

const START = `mutation { startRun(input: { datasetKey: "sample-1", modelId: "m" }) {
  __typename ... on Run { id name } ... on Error { message }
} }`;

const RENAME = `mutation ($id: ID!, $name: String!) { renameRun(id: $id, name: $name) {
  __typename ... on Run { id name } ... on Error { message }
} }`;

describeOnEachDatabase('The name of a run', (open) => {
  it('says its kind and dataset, and counts', async () => {
    const server = await open();
    await buildSample(server);
    const names = [(await start(server)).name, (await start(server)).name];
    expect(names).toEqual(['dry run sample #1', 'dry run sample #2']);
  });

  it('is one that no other has, of many that start at once', async () => {
    const server = await open();
    await buildSample(server);
    const runs = await Promise.all(Array.from({ length: 12 }, () => start(server)));
    expect(new Set(runs.map(({ name }) => name)).size).toBe(12);
    expect(runs.map(({ name }) => name)).toContain('dry run sample #12');
  });

  it('passes over one that was given to another run', async () => {
    const server = await open();
    await buildSample(server);
    const { id } = await start(server);
    await rename(server, id, 'dry run sample #2');
    await rename(server, id, 'dry run sample #7');
    expect((await start(server)).name).toBe('dry run sample #8');
    await rename(server, id, 'dry run sample #9');
    expect((await start(server)).name).toBe('dry run sample #10');
  });

  it('goes on behind names that end like a number, or like none', async () => {
    const server = await open();
    await buildSample(server);
    const { id } = await start(server);
    const endings = ['Infinity', '9007199254740991', '1e21', '-5', '12.5', '0x10', 'best'];
    for (const [index, ending] of endings.entries()) {
      await rename(server, id, `dry run sample #${ending}`);
      expect((await start(server)).name).toBe(`dry run sample #${index + 2}`);
    }
    await rename(server, (await start(server)).id, 'dry run sample #last');
    expect((await start(server)).name).toBe('dry run sample #9');
  });

  it('can be another, without spaces around it', async () => {
    const server = await open();
    await buildSample(server);
    const { id } = await start(server);
    expect(await rename(server, id, '  Überlange Läufe 100 % 🏁 ')).toEqual({
      __typename: 'Run',
      id,
      name: 'Überlange Läufe 100 % 🏁',
    });
    expect(await rename(server, id, 'Überlange Läufe 100 % 🏁')).toMatchObject({
      __typename: 'Run',
    });
  });

  it('is given to the runs of a database that had no names', async () => {
    const server = await open();
    await buildSample(server);
    const ids = [(await start(server)).id, (await start(server)).id];
    const { prisma } = server.application.database;
    await server.application.queue.idle();
    await prisma.$executeRaw`DROP INDEX "Run_name_key"`;
    await prisma.$executeRaw`ALTER TABLE "Run" DROP COLUMN "name"`;
    await prisma.$executeRaw`DELETE FROM "_prisma_migrations" WHERE "migration_name" LIKE '%_run_names'`;
    await server.restart();
    const { runs } = await server.data('{ runs { edges { node { id name } } } }');
    expect(runs.edges.map(({ node }: { node: object }) => node)).toEqual([
      { id: ids[1], name: 'dry run sample #2' },
      { id: ids[0], name: 'dry run sample #1' },
    ]);
  });

  it('is refused where another run has it, where it says nothing, and where there is no run', async () => {
    const server = await open();
    await buildSample(server);
    const first = await start(server);
    const second = await start(server);
    expect(await rename(server, second.id, first.name)).toEqual({
      __typename: 'ConflictError',
      message: `The run ${first.id} is called "dry run sample #1" already. Choose another name.`,
    });
    for (const name of ['', '   ', 'two\nlines', 'x'.repeat(161), '\u200b']) {
      expect((await rename(server, second.id, name)).__typename).toBe('ValidationError');
    }
    expect((await rename(server, 'unknown', 'new')).__typename).toBe('NotFoundError');
    const { run } = await server.data('query ($id: ID!) { run(id: $id) { name } }', second);
    expect(run.name).toBe('dry run sample #2');
  });
});

async function start(server: TestServer): Promise<{ id: string; name: string }> {
  return (await server.data(START)).startRun;
}

async function rename(server: TestServer, id: string, name: string) {
  return (await server.data(RENAME, { id, name })).renameRun;
}
