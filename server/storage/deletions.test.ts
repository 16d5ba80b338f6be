import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { deletedFolder, modelFolder, runFolder } from '../home/layout.ts';
import { eventsOf } from '../testing/eventStream.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import {
  buildQuestions,
  ended,
  printed,
  reached,
  releaseTrainer,
  runOf,
  scriptEvaluations,
  startEvaluation,
  startTraining,
  trainingFactory,
} from '../testing/training.ts';
import { until } from '../testing/until.ts';

const TRAINING = 'plan=20;settle;steps=10;checkpoint=10;steps=10,11;checkpoint=20';
const SAMPLED = { samples: 4, temperature: 0.7 };
const BROKEN_OFF = `${TRAINING};exit=1`;

describeOnEachDatabase('Deleting runs', (openServer) => {
  const open = trainingFactory(openServer);

  it('takes their rows and folders, and leaves all others', async () => {
    const server = await open();
    const runs = [await trained(server), await trained(server), await trained(server)];
    const [first = '', second = '', third = ''] = runs;
    const preview = await previewOf(server, [first, second]);
    expect(preview).toMatchObject({ runCount: 2, checkpointCount: 4, refused: [] });
    expect(preview.freedBytes).toBeGreaterThan(1_000);
    const deleted = await deleteRuns(server, [first, second, 'unknown']);
    expect(deleted).toEqual({
      deletedIds: [first, second],
      freedBytes: preview.freedBytes,
      refused: [],
      leftovers: [],
    });
    for (const id of [first, second]) {
      expect(await runOf(server, id)).toBeNull();
      expect(existsSync(runFolder(server.home, id).path)).toBe(false);
      expect(existsSync(deletedFolder(server.home, id))).toBe(false);
    }
    expect(await rowCounts(server)).toEqual(await rowCounts(server, third));
    expect(await runOf(server, third)).toMatchObject({ status: 'COMPLETED' });
    expect(await readFile(runFolder(server.home, third).stdout, 'utf8')).toContain('Step 20');
  });

  it('takes the samples and the numbers of an evaluation, which had its own copy of its start', async () => {
    const server = await open();
    await buildQuestions(server, 4);
    const training = await trained(server);
    await scriptEvaluations(server.home, 'samples=cccc.wwww.ccww.nxew,0,20');
    const evaluation = await startEvaluation(server, { runId: training }, SAMPLED);
    await ended(server, evaluation);
    expect(await deleteRuns(server, [training])).toMatchObject({ deletedIds: [training] });
    const weights = join(runFolder(server.home, evaluation).start, 'checkpoints/20/model_params');
    expect(await readFile(join(weights, 'weights'), 'utf8')).toBe('weights at 20');
    const { run } = await server.data(
      'query ($id: ID!) { run(id: $id) { sampleCount startRun { id } evaluations { step } } }',
      { id: evaluation },
    );
    expect(run).toMatchObject({ sampleCount: 32, startRun: null });
    expect(await previewOf(server, [evaluation])).toMatchObject({
      runCount: 1,
      names: ['evaluation questions #1'],
      sampleCount: 32,
      evaluationCount: 2,
    });
    expect(await deleteRuns(server, [evaluation])).toMatchObject({ deletedIds: [evaluation] });
    const { prisma } = server.application.database;
    expect(await prisma.sample.count()).toBe(0);
    expect(await prisma.evaluation.count()).toBe(0);
    expect(await prisma.rowResult.count()).toBe(0);
    expect(await prisma.evaluationRow.count()).toBe(0);
  });

  it('keeps models that were made of them, whose files then do not come free', async () => {
    const server = await open();
    const id = await trained(server);
    const before = await previewOf(server, [id]);
    const { registerModel } = await server.data(
      `mutation ($id: ID!) { registerModel(input: { runId: $id, step: 20, name: "maths" }) {
        ... on ModelVersion { id } } }`,
      { id },
    );
    const preview = await previewOf(server, [id]);
    const kept = 'weights at 20'.length + '{"commit_timestamp_nsecs":1}'.length + '{}\n'.length;
    expect(preview).toMatchObject({ modelVersionCount: 1, keptBytes: kept });
    expect(before.freedBytes - preview.freedBytes).toBe(kept);
    expect(await deleteRuns(server, [id])).toMatchObject({ freedBytes: preview.freedBytes });
    const weights = 'checkpoints/20/model_params/weights';
    expect(await readFile(join(modelFolder(server.home, registerModel.id), weights), 'utf8')).toBe(
      'weights at 20',
    );
    const { modelVersion } = await server.data(
      '{ modelVersion(reference: "maths@1") { ... on ModelVersion { runName run { id } stages { name step } } } }',
    );
    expect(modelVersion).toEqual({
      runName: 'sft sample #1',
      run: null,
      stages: [{ name: 'sft sample #1', step: 20 }],
    });
  });

  it('refuses those at work, with the reason, and deletes the others', async () => {
    const server = await open();
    const atWork = await startTraining(server, 'plan=5;steps=1;wait=on');
    await reached(server, atWork, 'RUNNING');
    const waiting = await startTraining(server, TRAINING);
    const dryRun = await dryRunOf(server);
    expect(await deleteRuns(server, [atWork, waiting, dryRun])).toMatchObject({
      deletedIds: [dryRun],
      refused: [
        { runId: atWork, reason: 'It is RUNNING: cancel it, or wait until it has ended' },
        { runId: waiting, reason: 'It is PENDING: cancel it, or wait until it has ended' },
      ],
    });
    await printed(server, atWork, 'Step 1');
    await releaseTrainer(server, atWork, 'on');
    await ended(server, atWork);
    expect(await ended(server, waiting)).toMatchObject({ status: 'COMPLETED' });
  });

  it('refuses an evaluation that is a baseline, until the baseline is removed', async () => {
    const server = await open();
    await buildQuestions(server, 4);
    const training = await trained(server);
    await scriptEvaluations(server.home, 'samples=cccc.wwww.ccww.nxew,20');
    const id = await startEvaluation(server, { runId: training, steps: [20] }, SAMPLED);
    await ended(server, id);
    const { run } = await server.data(
      'query ($id: ID!) { run(id: $id) { evaluations { id step } } }',
      { id },
    );
    await server.data(
      `mutation ($input: SetBaselineInput!) { setBaseline(input: $input) { ... on Baseline { id } } }`,
      { input: { evaluationId: run.evaluations[0].id, name: 'main' } },
    );
    const reason =
      'Its evaluation of step 20 is the baseline main of questions-1: mark another evaluation as that, or remove the baseline, first';
    expect((await previewOf(server, [id])).refused).toMatchObject([{ runId: id, reason }]);
    expect(await deleteRuns(server, [id])).toMatchObject({ deletedIds: [], refused: [{ reason }] });
    await server.data(
      'mutation { removeBaseline(datasetKey: "questions-1", name: "main") { ... on Baseline { id } } }',
    );
    expect(await deleteRuns(server, [id])).toMatchObject({ deletedIds: [id], refused: [] });
  });

  it('refuses a run that a waiting one is to go on from, until that has begun', async () => {
    const server = await open();
    const first = await startTraining(server, BROKEN_OFF);
    await ended(server, first);
    const other = await startTraining(server, 'plan=5;steps=1;wait=on');
    await reached(server, other, 'RUNNING');
    const { resumeRun } = await server.data(RESUME, { id: first });
    expect((await deleteRuns(server, [first])).refused).toMatchObject([
      {
        reason:
          'sft sample #3 is to go on from it and has not begun: wait until it has, or cancel it',
      },
    ]);
    await printed(server, other, 'Step 1');
    await releaseTrainer(server, other, 'on');
    await ended(server, resumeRun.id);
    expect(await deleteRuns(server, [first])).toMatchObject({ deletedIds: [first] });
    const { run } = await server.data(
      'query ($id: ID!) { run(id: $id) { resumedFrom { id } keptCheckpointCount } }',
      { id: resumeRun.id },
    );
    expect(run).toEqual({ resumedFrom: null, keptCheckpointCount: 2 });
  });

  it('leaves nothing to resume, retry or keep of a run that is on its way out', async () => {
    const server = await open();
    const id = await startTraining(server, BROKEN_OFF);
    await ended(server, id);
    await server.application.database.prisma.run.update({
      where: { id },
      data: { status: 'DELETING' },
    });
    const error = { code: 'INVALID_STATE', message: `The run ${id} is being deleted` };
    expect((await server.data(RESUME, { id })).resumeRun).toEqual(error);
    expect((await server.data(RETRY, { id })).retryRun).toEqual(error);
    expect(
      (
        await server.data(
          `mutation ($id: ID!) { registerModel(input: { runId: $id, step: 20, name: "m" }) {
            ... on Error { code message } } }`,
          { id },
        )
      ).registerModel,
    ).toEqual(error);
    expect(await server.application.database.prisma.run.count()).toBe(1);
  });

  it('happens once when it is asked for twice at once', async () => {
    const server = await open();
    const ids = [await trained(server), await trained(server)];
    // Some come while the first is deleting, some as it ends.
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, async (_, place) => {
        await delay(place * 2);
        return deleteRuns(server, [...ids, ...ids]);
      }),
    );
    expect(outcomes.flatMap(({ deletedIds }) => deletedIds).sort()).toEqual(ids);
    expect(await rowCounts(server)).toEqual({ runs: 0, metrics: 0, checkpoints: 0, chunks: 0 });
  });

  it('of single checkpoints leaves the run, and what was made of them', async () => {
    const server = await open();
    const id = await startTraining(server, BROKEN_OFF);
    await ended(server, id);
    await server.data(
      `mutation ($id: ID!) { registerModel(input: { runId: $id, step: 20, name: "maths" }) {
        __typename } }`,
      { id },
    );
    const bytes = 'weights at 10'.length + '{"commit_timestamp_nsecs":1}'.length;
    expect(await previewCheckpoints(server, id, [10, 20])).toEqual({
      freedBytes: bytes,
      keptBytes: bytes,
    });
    expect(await deleteCheckpoints(server, id, [20, 30])).toEqual({
      deletedSteps: [20],
      freedBytes: 0,
      leftovers: [],
    });
    expect(await keptOf(server, id)).toEqual([
      { step: 20, isKept: false },
      { step: 10, isKept: true },
    ]);
    expect(existsSync(deletedFolder(server.home, id, 20))).toBe(false);
    const { resumeRun } = await server.data(RESUME, { id });
    await ended(server, resumeRun.id);
    expect(await readFile(runFolder(server.home, resumeRun.id).events, 'utf8')).toContain(
      '"kind":"resumed","step":10',
    );
    expect(await deleteCheckpoints(server, id, [10])).toMatchObject({ deletedSteps: [10] });
    expect((await server.data(RESUME, { id })).resumeRun).toMatchObject({
      message: expect.stringContaining('left no checkpoint to go on from'),
    });
  });

  it('of checkpoints is refused while a run is at work, or another is to go on from it', async () => {
    const server = await open();
    const first = await startTraining(server, BROKEN_OFF);
    await ended(server, first);
    const other = await startTraining(server, 'plan=5;steps=1;checkpoint=1;wait=on');
    await printed(server, other, 'Step 1');
    expect(await deleteCheckpoints(server, other, [1])).toEqual({
      code: 'INVALID_STATE',
      message: `The run ${other} is RUNNING: cancel it, or wait until it has ended, and try again`,
    });
    const { resumeRun } = await server.data(RESUME, { id: first });
    expect(await deleteCheckpoints(server, first, [10])).toMatchObject({ code: 'INVALID_STATE' });
    await releaseTrainer(server, other, 'on');
    await ended(server, resumeRun.id);
    expect(await deleteCheckpoints(server, first, [10])).toMatchObject({ deletedSteps: [10] });
  });

  it('minds no folder that is gone already', async () => {
    const server = await open();
    const id = await trained(server);
    await rm(runFolder(server.home, id).path, { recursive: true });
    expect(await previewOf(server, [id])).toMatchObject({ runCount: 1, freedBytes: 0 });
    expect(await deleteRuns(server, [id])).toMatchObject({ deletedIds: [id], freedBytes: 0 });
  });

  it('never goes where a link leads', async () => {
    const server = await open();
    const inside = await trained(server);
    const moved = await trained(server);
    const elsewhere = join(server.home, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, 'precious'), 'x'.repeat(10_000));
    const { freedBytes } = await previewOf(server, [inside]);
    await symlink(elsewhere, join(runFolder(server.home, inside).checkpoints, '30'));
    await symlink(join(elsewhere, 'precious'), join(runFolder(server.home, inside).path, 'one'));
    const { path } = runFolder(server.home, moved);
    await rename(path, join(elsewhere, 'moved'));
    await symlink(join(elsewhere, 'moved'), path);
    expect(await previewOf(server, [moved])).toMatchObject({ freedBytes: 0 });
    expect(await previewOf(server, [inside])).toMatchObject({ freedBytes });
    expect(await deleteRuns(server, [inside, moved])).toMatchObject({
      deletedIds: [inside, moved],
      leftovers: [],
    });
    expect(await readFile(join(elsewhere, 'precious'), 'utf8')).toHaveLength(10_000);
    expect(existsSync(join(elsewhere, 'moved/manifest.yaml'))).toBe(true);
    expect(existsSync(path)).toBe(false);
  });

  it('says of each run what came of it, when one can not be deleted', async () => {
    const server = await open();
    const ids = [await trained(server), await trained(server), await trained(server)];
    const [first = '', second = '', third = ''] = ids;
    const { prisma } = server.application.database;
    const failing = await failOnDelete(server, second);
    const outcome = await deleteRuns(server, ids);
    expect(outcome.deletedIds).toEqual([first, third]);
    expect(outcome.refused).toEqual([
      { runId: second, reason: expect.stringMatching(/^Not all of it could be deleted/) },
    ]);
    await prisma.$executeRawUnsafe(failing);
    expect(await deleteRuns(server, ids)).toMatchObject({ deletedIds: [second], refused: [] });
    expect(await rowCounts(server)).toEqual({ runs: 0, metrics: 0, checkpoints: 0, chunks: 0 });
  });

  it('is finished by the next server, wherever the last one was stopped', async () => {
    const server = await open();
    const [marked, aside, rowless, alive] = [
      await trained(server),
      await trained(server),
      await trained(server),
      await trained(server),
    ];
    await server.restart(async () => {});
    const { prisma } = server.application.database;
    await prisma.run.updateMany({
      where: { id: { in: [marked, aside] } },
      data: { status: 'DELETING' },
    });
    await rename(runFolder(server.home, aside).path, deletedFolder(server.home, aside));
    await prisma.metric.deleteMany({ where: { runId: aside } });
    await rename(runFolder(server.home, rowless).path, deletedFolder(server.home, rowless));
    await prisma.run.delete({ where: { id: rowless } });
    await rename(runFolder(server.home, alive).path, deletedFolder(server.home, alive));
    await server.restart();
    await server.application.deletions.idle();
    for (const id of [marked, aside, rowless]) {
      expect(await runOf(server, id)).toBeNull();
      expect(existsSync(runFolder(server.home, id).path)).toBe(false);
      expect(existsSync(deletedFolder(server.home, id))).toBe(false);
    }
    expect(await runOf(server, alive)).toMatchObject({ status: 'COMPLETED' });
    expect(existsSync(runFolder(server.home, alive).manifest)).toBe(true);
  });

  it('tells whoever watches, and ends no list of others', async () => {
    const server = await open();
    const [id, other] = [await trained(server), await trained(server)];
    const list = await eventsOf(server, 'subscription { runUpdated { id status } }', {});
    const seen: { id: string; status: string }[] = [];
    const watching = (async () => {
      for await (const { data } of list) {
        seen.push(data.runUpdated);
        if (data.runUpdated.status === 'RUNNING') return;
      }
    })();
    await until('the list has begun', () => seen.length === 2);
    const log = await eventsOf(server, 'subscription ($id: ID!) { runLog(id: $id) { cursor } }', {
      id,
    });
    await deleteRuns(server, [id]);
    await Array.fromAsync(log);
    const next = await startTraining(server, 'plan=5;steps=1;wait=on');
    await watching;
    await printed(server, next, 'Step 1');
    await releaseTrainer(server, next, 'on');
    await ended(server, next);
    expect(seen.filter((run) => run.id === other)).toHaveLength(1);
  });
});

const STARTED = '{ ... on Run { id } ... on Error { code message } }';
const RESUME = `mutation ($id: ID!) { resumeRun(id: $id) ${STARTED} }`;
const RETRY = `mutation ($id: ID!) { retryRun(id: $id) ${STARTED} }`;

/** Makes the database refuse to delete a run; answers what ends that. */
async function failOnDelete(server: TestServer, id: string): Promise<string> {
  const { prisma } = server.application.database;
  if (server.application.database.provider === 'sqlite') {
    await prisma.$executeRawUnsafe(
      `CREATE TRIGGER boom BEFORE DELETE ON "Run" WHEN OLD.id = '${id}' BEGIN SELECT RAISE(ABORT, 'boom'); END`,
    );
    return 'DROP TRIGGER boom';
  }
  await prisma.$executeRawUnsafe(
    `CREATE FUNCTION boom() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'boom'; END $$ LANGUAGE plpgsql`,
  );
  await prisma.$executeRawUnsafe(
    `CREATE TRIGGER boom BEFORE DELETE ON "Run" FOR EACH ROW WHEN (OLD.id = '${id}') EXECUTE FUNCTION boom()`,
  );
  return 'DROP TRIGGER boom ON "Run"';
}

async function trained(server: TestServer): Promise<string> {
  const id = await startTraining(server, TRAINING);
  await ended(server, id);
  return id;
}

async function dryRunOf(server: TestServer): Promise<string> {
  const { startRun } = await server.data(
    'mutation { startRun(input: { datasetKey: "sample-1", modelId: "m" }) { ... on Run { id } } }',
  );
  await ended(server, startRun.id);
  return startRun.id;
}

async function deleteRuns(server: TestServer, ids: string[]) {
  const { deleteRuns: outcome } = await server.data(
    `mutation ($ids: [ID!]!) { deleteRuns(ids: $ids) {
      ... on DeletedRuns { deletedIds freedBytes refused { runId reason } leftovers }
      ... on Error { code message } } }`,
    { ids },
  );
  return outcome;
}

async function previewOf(server: TestServer, ids: string[]) {
  const { runDeletion } = await server.data(
    `query ($ids: [ID!]!) { runDeletion(ids: $ids) { runCount names checkpointCount sampleCount
      evaluationCount
      modelVersionCount freedBytes keptBytes refused { runId reason } } }`,
    { ids },
  );
  return runDeletion;
}

async function deleteCheckpoints(server: TestServer, runId: string, steps: number[]) {
  const { deleteCheckpoints: outcome } = await server.data(
    `mutation ($runId: ID!, $steps: [Int!]!) { deleteCheckpoints(runId: $runId, steps: $steps) {
      ... on DeletedCheckpoints { deletedSteps freedBytes leftovers } ... on Error { code message } } }`,
    { runId, steps },
  );
  return outcome;
}

async function previewCheckpoints(server: TestServer, runId: string, steps: number[]) {
  const { checkpointDeletion } = await server.data(
    `query ($runId: ID!, $steps: [Int!]!) { checkpointDeletion(runId: $runId, steps: $steps) {
      ... on CheckpointDeletion { freedBytes keptBytes } } }`,
    { runId, steps },
  );
  return checkpointDeletion;
}

async function keptOf(server: TestServer, id: string) {
  const { run } = await server.data(
    'query ($id: ID!) { run(id: $id) { checkpoints { step isKept } } }',
    { id },
  );
  return run.checkpoints;
}

async function rowCounts({ application }: TestServer, runId?: string) {
  const { prisma } = application.database;
  const where = runId === undefined ? {} : { runId };
  return {
    runs: await prisma.run.count({ where: runId === undefined ? {} : { id: runId } }),
    metrics: await prisma.metric.count({ where }),
    checkpoints: await prisma.checkpoint.count({ where }),
    chunks: await prisma.logChunk.count({ where }),
  };
}
