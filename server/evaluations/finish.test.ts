import { appendFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { runFolder } from '../home/layout.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import {
  buildQuestions,
  ended,
  printed,
  releaseTrainer,
  scriptEvaluations,
  startEvaluation,
  trainingFactory,
} from '../testing/training.ts';

describeOnEachDatabase('The numbers of an evaluation', (openServer) => {
  const open = trainingFactory(openServer);

  async function asked(script: string) {
    const server = await open();
    await buildQuestions(server, 3);
    await scriptEvaluations(server.home, script);
    return { server, run: await startEvaluation(server, { modelId: 'tunix-rt/tiny' }) };
  }

  it('are there although the server was killed after the last sample, before it computed them', async () => {
    const { server, run } = await asked('samples=c.w.w,0');
    await ended(server, run);
    // As a killed server leaves it: all is read, and nothing comes of it yet.
    const { prisma } = server.application.database;
    await prisma.evaluation.updateMany({ data: { status: 'RUNNING', accuracy: null } });
    await prisma.rowResult.deleteMany({});
    await prisma.run.update({ where: { id: run }, data: { status: 'RUNNING', endedAt: null } });
    await server.restart();
    expect(await ended(server, run)).toMatchObject({ status: 'COMPLETED' });
    expect(await evaluationOf(server, run)).toMatchObject({
      status: 'COMPLETED',
      warnings: [],
      numbers: { rows: 3, shortRows: 0, accuracy: { value: expect.closeTo(1 / 3) } },
    });
  });

  it('are of the samples that can be read, and say how many can not', async () => {
    const { server, run } = await asked(
      `say=began;${tell({ kind: 'evaluating', step: 0 })};wait=drawn;${tell({ kind: 'evaluated', step: 0, samples: 3 })}`,
    );
    await printed(server, run, 'began');
    const { samples } = runFolder(server.home, run);
    await appendFile(samples, `${lineOf(0)}\n{"step":0,"row":1,"ind\n${lineOf(2)}\n`);
    await releaseTrainer(server, run, 'drawn');
    expect(await ended(server, run)).toMatchObject({ status: 'COMPLETED' });
    expect(await evaluationOf(server, run)).toEqual({
      status: 'COMPLETED',
      warnings: [
        '1 of 3 samples could not be read from samples.jsonl: their questions have fewer, and the numbers are of the rest',
      ],
      numbers: { rows: 2, shortRows: 1, accuracy: { value: 1 } },
    });
  });
});

function tell(event: object): string {
  return `tell=${encodeURIComponent(JSON.stringify(event))}`;
}

function lineOf(row: number): string {
  return JSON.stringify({
    ...{ step: 0, row, index: 0, prompt_digest: '0'.repeat(64), completion: 'Answer: 1' },
    ...{ finish: 'stop', tokens: 3, answer: '1', outcome: 'correct', score: 1, reason: 'equal' },
    ...{ mean_logprob: -1, same_as: 0 },
  });
}

async function evaluationOf(server: TestServer, id: string) {
  const { run } = await server.data(
    `query ($id: ID!) { run(id: $id) { evaluations {
      status warnings numbers { rows shortRows accuracy { value } } } } }`,
    { id },
  );
  return run.evaluations[0];
}
