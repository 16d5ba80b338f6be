import { appendFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { type RunFolder, runFolder } from '../home/layout.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import {
  buildQuestions,
  ended,
  printed,
  releaseTrainer,
  scriptEvaluations,
  startEvaluation,
  startTraining,
  trainingFactory,
} from '../testing/training.ts';
import { until } from '../testing/until.ts';

const EVALUATING = { kind: 'evaluating', step: 0 };

describeOnEachDatabase('What a trainer writes of an evaluation', (openServer) => {
  const open = trainingFactory(openServer);

  /** Two questions, each asked once, of which a trainer writes what a test writes for it. */
  async function written(
    write: (folder: RunFolder, server: TestServer, run: string) => Promise<void>,
  ) {
    const server = await open();
    await buildQuestions(server, 2);
    await scriptEvaluations(server.home, 'say=began;wait=written');
    const run = await startEvaluation(server, { modelId: 'tunix-rt/tiny' });
    await printed(server, run, 'began');
    await write(runFolder(server.home, run), server, run);
    await releaseTrainer(server, run, 'written');
    expect(await ended(server, run)).toMatchObject({ status: 'COMPLETED' });
    return evaluationsOf(server, run);
  }

  it.for([
    ['twice', [sample(0), sample(1), sample(0), sample(1)]],
    ['in another order', [sample(1), sample(0)]],
    ['of a step that was not asked', [sample(0), sample(1), sample(0, { step: 7 })]],
    ['of a row that there is not', [sample(0), sample(2_147_483_647), sample(1)]],
    ['more often than was asked', [sample(0), sample(1), sample(1, { index: 1 })]],
    ['with what no database holds', [sample(0, { completion: 'a\0\ud800' }), sample(1)]],
    ['with a likelihood that is not finite', [sample(0), sample(1).replace('-1,', '1e999,')]],
  ] as const)('%s counts once, as it was asked for', async ([, lines]) => {
    const evaluations = await written(async ({ events, samples }) => {
      await appendFile(events, event(EVALUATING));
      await appendFile(samples, lines.join(''));
      await appendFile(events, event({ kind: 'evaluated', step: 0, samples: 2 }));
    });
    expect(evaluations).toEqual({
      sampleCount: 2,
      evaluations: [COMPLETE],
    });
  });

  it('twice, of which the first is stored by then, counts once', async () => {
    const { evaluations } = await written(async ({ events, samples }, server, run) => {
      await appendFile(events, event(EVALUATING));
      await appendFile(samples, sample(0));
      await until('it is stored', async () => (await evaluationsOf(server, run)).sampleCount === 1);
      await appendFile(samples, sample(0) + sample(1));
      await appendFile(events, event({ kind: 'evaluated', step: 0, samples: 2 }));
    });
    expect(evaluations).toEqual([COMPLETE]);
  });

  it('counts although the samples are read before it is told of', async () => {
    const { evaluations } = await written(async ({ events, samples }, server, run) => {
      await appendFile(samples, sample(0));
      await until('it is stored', async () => (await evaluationsOf(server, run)).sampleCount === 1);
      await appendFile(samples, sample(1));
      await appendFile(events, event(EVALUATING));
      await appendFile(events, event({ kind: 'evaluated', step: 0, samples: 2 }));
    });
    expect(evaluations).toEqual([COMPLETE]);
  });

  it.for([
    ['more samples than a column holds', { kind: 'evaluated', step: 0, samples: 2 ** 40 }],
    ['a step that was not asked', { kind: 'evaluating', step: 7 }],
    ['a plan of more rows than the API tells', { ...plan(), rows: 2 ** 40 }],
    ['reasons that no database holds', { ...plan(), left_out: { 'a\0\ud800': 1 } }],
  ] as const)('is passed over where it tells %s', async ([, told]) => {
    const { evaluations } = await written(async ({ events, samples }) => {
      await appendFile(events, event(EVALUATING));
      await appendFile(samples, sample(0) + sample(1));
      await appendFile(events, event(told));
      await appendFile(events, event({ kind: 'evaluated', step: 0, samples: 2 }));
    });
    expect(evaluations).toEqual([COMPLETE]);
  });

  it('has no loss where the model has diverged', async () => {
    const { evaluations } = await written(async ({ events, samples }) => {
      await appendFile(events, event(EVALUATING));
      await appendFile(samples, sample(0) + sample(1));
      const told = { kind: 'evaluated', step: 0, samples: 2, expected_tokens: 3 };
      await appendFile(events, event({ ...told, expected_loss: 'NaN' }));
    });
    expect(evaluations).toEqual([COMPLETE]);
  });

  it('is none where a training tells of it', async () => {
    const server = await open();
    const run = await startTraining(
      server,
      `tell=${encodeURIComponent(JSON.stringify(EVALUATING))};steps=3`,
    );
    expect(await ended(server, run)).toMatchObject({ status: 'COMPLETED', step: 3 });
    expect(await evaluationsOf(server, run)).toEqual({ sampleCount: 0, evaluations: [] });
  });
});

const COMPLETE = {
  ...{ step: 0, status: 'COMPLETED', sampleCount: 2, correctCount: 2, errorCount: 0 },
  ...{ warnings: [], leftOut: expect.anything() },
  numbers: { rows: 2, shortRows: 0, accuracy: { value: 1 }, expectedLossPerToken: null },
};

function plan() {
  return { kind: 'plan_evaluation', rows: 2, steps: [0], samples: 1, total: 2 };
}

function sample(row: number, other: object = {}): string {
  const line = {
    ...{ step: 0, row, index: 0, prompt_digest: '0'.repeat(64), completion: 'Answer: 1' },
    ...{ finish: 'stop', tokens: 3, answer: '1', outcome: 'correct', score: 1, reason: 'equal' },
    ...{ mean_logprob: -1, same_as: 0, ...other },
  };
  return `${JSON.stringify(line)}\n`;
}

function event(told: object): string {
  return `${JSON.stringify({ at: new Date().toISOString(), ...told })}\n`;
}

async function evaluationsOf(server: TestServer, id: string) {
  const { run } = await server.data(
    `query ($id: ID!) { run(id: $id) { sampleCount evaluations {
      step status sampleCount correctCount errorCount warnings leftOut
      numbers { rows shortRows accuracy { value } expectedLossPerToken } } } }`,
    { id },
  );
  return run;
}
