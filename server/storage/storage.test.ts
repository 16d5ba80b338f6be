import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deletedFolder, layoutOf, runFolder } from '../home/layout.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import {
  buildQuestions,
  ended,
  startEvaluation,
  startTraining,
  trainingFactory,
} from '../testing/training.ts';
import { until } from '../testing/until.ts';

const TRAINING = 'plan=20;settle;steps=10;checkpoint=20';
const MIB = 2 ** 20;

describeOnEachDatabase('The storage of a data folder', (openServer) => {
  const open = trainingFactory(openServer);

  it('says what takes how much, the largest runs first, and how much is free', async () => {
    const server = await open();
    const [small, large] = [await trained(server), await trained(server)];
    await writeFile(join(runFolder(server.home, large).path, 'big'), Buffer.alloc(2 * MIB));
    const { exports } = layoutOf(server.home);
    await mkdir(exports, { recursive: true });
    await writeFile(join(exports, 'file'), Buffer.alloc(MIB));
    await mkdir(deletedFolder(server.home, 'left'), { recursive: true });
    await writeFile(join(deletedFolder(server.home, 'left'), 'file'), Buffer.alloc(MIB));
    const storage = await measured(server);
    expect(storage).toMatchObject({ isMeasuring: false, runCount: 2 });
    expect(storage.runs.map(({ runId }) => runId)).toEqual([large, small]);
    expect(storage.runs[0]?.run).toEqual({ name: 'sft sample #2', keptCheckpointCount: 1 });
    expect(storage.freeBytes).toBeGreaterThan(0);
    expect(storage.totalBytes).toBeGreaterThan(storage.freeBytes);
    const bytes = bytesByKind(storage);
    expect(bytes.get('RUNS')).toBe(storage.runs.reduce((sum, run) => sum + run.sizeBytes, 0));
    expect(bytes.get('RUNS')).toBeGreaterThan(2 * MIB);
    expect(bytes.get('EXPORTS')).toBe(MIB);
    expect(bytes.get('DELETED')).toBe(MIB);
    expect(bytes.get('DATABASE')).toBeGreaterThan(10_000);
    expect(bytes.has('IMPORTS')).toBe(false);
  });

  it('counts a checkpoint that a model keeps once, for the model', async () => {
    const server = await open();
    const id = await trained(server);
    const before = await measured(server);
    await server.data(
      `mutation ($id: ID!) { registerModel(input: { runId: $id, step: 20, name: "maths" }) {
        ... on ModelVersion { id } } }`,
      { id },
    );
    const after = await measured(server);
    const shared = 'weights at 20'.length + '{"commit_timestamp_nsecs":1}'.length + '{}\n'.length;
    expect(after.runs[0]?.sizeBytes).toBe(before.runs[0]?.sizeBytes);
    expect((before.runs[0]?.freedBytes ?? 0) - (after.runs[0]?.freedBytes ?? 0)).toBe(shared);
    expect(bytesByKind(after).get('RUNS')).toBe(after.runs[0]?.freedBytes);
    expect(bytesByKind(after).get('MODELS')).toBeGreaterThan(shared);
  });

  it('measures anew once something was deleted, whose files others may have', async () => {
    const server = await open();
    const [first, second] = [await trained(server), await trained(server)];
    await buildQuestions(server, 2);
    const evaluation = await startEvaluation(server, { runId: first, steps: [20] });
    await ended(server, evaluation);
    const before = freedOf(await measured(server), first);
    await deleteRuns(server, [evaluation]);
    const after = await settled(server);
    expect(after.runs.map(({ runId }) => runId).sort()).toEqual([first, second].sort());
    expect(freedOf(after, first)).toBeGreaterThan(before);
    await server.data(
      `mutation ($id: ID!) { deleteCheckpoints(runId: $id, steps: [20]) {
        ... on DeletedCheckpoints { deletedSteps } } }`,
      { id: first },
    );
    const last = await settled(server);
    expect(freedOf(last, first)).toBeGreaterThan(0);
    expect(freedOf(last, first)).toBeLessThan(freedOf(after, first));
    expect(bytesByKind(last).get('RUNS')).toBe(
      last.runs.reduce((sum, run) => sum + run.sizeBytes, 0),
    );
    await mkdir(runFolder(server.home, 'unknown').path);
    const unknown = (await measured(server)).runs.find(({ runId }) => runId === 'unknown');
    expect(unknown).toMatchObject({ run: null, sizeBytes: 0 });
  });
});

type Stored = {
  measuredAt: string;
  isMeasuring: boolean;
  runCount: number;
  freeBytes: number;
  totalBytes: number;
  kinds: { kind: string; bytes: number }[];
  runs: { runId: string; sizeBytes: number; freedBytes: number; run: object | null }[];
};

const STORAGE = `measuredAt isMeasuring runCount freeBytes totalBytes kinds { kind bytes }
  runs(first: 10) { runId sizeBytes freedBytes run { name keptCheckpointCount } }`;

async function measured(server: TestServer): Promise<Stored> {
  await server.data('mutation { measureStorage { isMeasuring } }');
  return settled(server);
}

function settled(server: TestServer): Promise<Stored> {
  return until('the folder is measured', async () => {
    const storage = await stored(server);
    return storage.isMeasuring ? null : storage;
  });
}

async function stored(server: TestServer): Promise<Stored> {
  return (await server.data(`{ storage { ${STORAGE} } }`)).storage;
}

function freedOf({ runs }: Stored, id: string): number {
  return runs.find(({ runId }) => runId === id)?.freedBytes ?? Number.NaN;
}

function deleteRuns(server: TestServer, ids: string[]) {
  return server.data(
    'mutation ($ids: [ID!]!) { deleteRuns(ids: $ids) { ... on DeletedRuns { deletedIds } } }',
    { ids },
  );
}

function bytesByKind({ kinds }: Stored): Map<string, number> {
  return new Map(kinds.map(({ kind, bytes }) => [kind, bytes]));
}

async function trained(server: TestServer): Promise<string> {
  const id = await startTraining(server, TRAINING);
  await ended(server, id);
  return id;
}
