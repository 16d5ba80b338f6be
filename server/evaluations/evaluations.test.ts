import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFolder } from '../home/layout.ts';
import { eventsOf } from '../testing/eventStream.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import {
  buildQuestions,
  ended,
  scriptEvaluations,
  startEvaluation,
  startTraining,
  trainingFactory,
} from '../testing/training.ts';

const TRAINING = 'plan=20;settle;steps=10;checkpoint=10;steps=10,11;checkpoint=20';
const SAMPLED = { samples: 4, temperature: 0.7 };

describeOnEachDatabase('An evaluation', (openServer) => {
  const open = trainingFactory(openServer);

  async function evaluated(script: string, values: object = SAMPLED) {
    const server = await open();
    await buildQuestions(server, 4);
    const trained = await startTraining(server, TRAINING);
    await ended(server, trained);
    await scriptEvaluations(server.home, script);
    const run = await startEvaluation(server, { runId: trained }, values);
    expect(await ended(server, run)).toMatchObject({
      status: 'COMPLETED',
      message: 'Evaluation completed',
    });
    return { server, trained, run };
  }

  it('takes the checkpoints and the tokenizer of a training, and the questions, into its folder', async () => {
    const { server, run } = await evaluated('samples=cccc.wwww.ccww.nxew,0,10,20');
    const folder = runFolder(server.home, run);
    expect(await readFile(join(folder.start, 'checkpoints/20/model_params/weights'), 'utf8')).toBe(
      'weights at 20',
    );
    expect(await readFile(join(folder.start, 'tokenizer/tokenizer.json'), 'utf8')).toBe('{}\n');
    const manifest = await readFile(folder.manifest, 'utf8');
    expect(manifest).toContain('mode: evaluate');
    expect(manifest).toMatch(/steps:\n +- 0\n +- 10\n +- 20\n/);
    const questions = await readFile(join(folder.datasets, 'questions-1-questions.jsonl'), 'utf8');
    expect(questions.trim().split('\n')).toHaveLength(4);
  });

  it('keeps each sample once, and sums them up by step, question and outcome', async () => {
    const { server, run } = await evaluated('samples=cccc.wwww.ccww.nxew,0,20');
    const { run: found } = await server.data(
      `query ($id: ID!) { run(id: $id) { kind name sampleCount evaluations {
        step status sampleCount correctCount wrongCount noAnswerCount cutOffCount errorCount seconds
        oracle { rows correct } leftOut
        numbers { rows samplesPerRow shortRows accuracy { value low high method }
          formatShare cutOffShare visibleDifference
          solvedIn { tries value rows } majority { value rows } tokens { all correct wrong }
          expectedLossPerToken groups { path value rows accuracy { value } } } } } }`,
      { id: run },
    );
    expect(found).toMatchObject({
      kind: 'EVALUATION',
      name: 'evaluation questions #1',
      sampleCount: 32,
    });
    expect(found.evaluations).toHaveLength(2);
    const [base] = found.evaluations;
    expect(base).toMatchObject({
      step: 0,
      status: 'COMPLETED',
      sampleCount: 16,
      correctCount: 6,
      wrongCount: 7,
      noAnswerCount: 1,
      cutOffCount: 1,
      errorCount: 1,
      oracle: { rows: 4, correct: 4 },
    });
    // The last row has three verdicts, none of them correct: (1 + 0 + 1/2 + 0) / 4.
    expect(base.numbers.accuracy).toMatchObject({ value: 0.375, method: 'BOOTSTRAP' });
    expect(base.numbers).toMatchObject({
      rows: 4,
      samplesPerRow: 4,
      shortRows: 1,
      expectedLossPerToken: 3,
    });
    expect(base.numbers.formatShare).toBeCloseTo(13 / 15);
    expect(base.numbers.cutOffShare).toBeCloseTo(1 / 15);
    // As was forecast: an interval at none or all right is narrower than any that a difference needs.
    expect(base.numbers.visibleDifference).toBeCloseTo(1.96 * Math.sqrt((1 / 12 + 1 / 24) / 4), 3);
    expect(base.numbers.solvedIn[1].value).toBeCloseTo((1 + 0 + 5 / 6 + 0) / 4);
    expect(base.numbers.solvedIn[2]).toMatchObject({ tries: 4, rows: 3 });
    // The tie of the third goes to the answer that came first.
    expect(base.numbers.majority).toEqual({ value: 0.5, rows: 4 });
    expect(
      base.numbers.groups.map(({ path, value, rows }: Record<string, unknown>) => [
        path,
        value,
        rows,
      ]),
    ).toEqual([
      ['level', 'easy', 2],
      ['level', 'hard', 2],
    ]);
  });

  it('pages its questions and samples by outcome and in each order', async () => {
    const { server, run } = await evaluated('samples=cccc.wwww.ccww.nxew,0');
    const page = async (args: string) =>
      (
        await server.data(`query ($id: ID!) { run(id: $id) { evaluations { ${args} } } }`, {
          id: run,
        })
      ).run.evaluations[0];
    const wrong = await page(
      'rows(first: 2, filter: { outcomes: [WRONG] }) { cursor rows { question { row prompt expected } samples { outcome answer } } }',
    );
    expect(wrong.rows.cursor).toBe(2);
    expect(
      wrong.rows.rows.map(({ question }: { question: { row: number } }) => question.row),
    ).toEqual([1, 2]);
    const rest = await page(
      'rows(first: 2, after: 2, filter: { outcomes: [WRONG] }) { cursor rows { question { row } } }',
    );
    expect(rest.rows).toEqual({ cursor: null, rows: [{ question: { row: 3 } }] });
    const hard = await page(
      'rows(filter: { meta: { path: "level", value: "hard" } }) { rows { question { row } } }',
    );
    expect(
      hard.rows.rows.map(({ question }: { question: { row: number } }) => question.row),
    ).toEqual([0, 2]);
    for (const field of ['PLACE', 'TOKENS', 'LOGPROB']) {
      for (const direction of ['ASC', 'DESC']) {
        const seqs: number[] = [];
        for (let after: string | null = null; ; ) {
          const { samples } = await page(
            `samples(first: 3, orderBy: { field: ${field}, direction: ${direction} }, filter: { outcomes: [CORRECT, WRONG] } ${after ? `, after: "${after}"` : ''}) { cursor samples { seq tokens } }`,
          );
          seqs.push(...samples.samples.map(({ seq }: { seq: number }) => seq));
          after = samples.cursor;
          if (after === null) break;
        }
        expect(new Set(seqs).size).toBe(13);
        expect(seqs).toHaveLength(13);
      }
    }
  });

  it('tells of samples after a place, then of those that come', async () => {
    const { server, run } = await evaluated('samples=cw.wc,0', { samples: 2, temperature: 1 });
    const samples = await eventsOf(
      server,
      'subscription ($id: ID!) { runSamples(id: $id, after: 2) { cursor samples { seq outcome completion } } }',
      { id: run },
    );
    const { value } = await samples.next();
    expect(JSON.stringify(value)).toContain('"seq":3');
    expect(JSON.stringify(value)).not.toContain('"seq":2,');
    await samples.return(undefined);
  });

  it('is incomplete when its run ends before all samples are there', async () => {
    const server = await open();
    await buildQuestions(server, 2);
    await scriptEvaluations(
      server.home,
      'tell=%7B%22kind%22%3A%22evaluating%22%2C%22step%22%3A0%7D;exit=1',
    );
    const run = await startEvaluation(server, { modelId: 'tunix-rt/tiny' });
    expect(await ended(server, run)).toMatchObject({ status: 'FAILED' });
    expect(await evaluationsOf(server, run)).toEqual([
      { step: 0, status: 'INCOMPLETE', numbers: null },
    ]);
  });

  it.for([
    [
      'a dataset without expected answers',
      { datasetKey: 'sample-1' },
      'Expected rows with an expected answer',
    ],
    ['a dataset that is not there', { datasetKey: 'none-1' }, 'There is no dataset'],
    [
      'several samples at temperature 0',
      { values: { samples: 2 } },
      'Expected a temperature above 0',
    ],
    [
      'neither a training nor a model',
      { subjects: [{}] },
      'Expected one of `runId`, `model` and `modelId`, got none',
    ],
    [
      'a step that is not kept',
      { steps: [0, 15] },
      'keeps no checkpoint of step 15: it has 10, 20',
    ],
  ] as const)('refuses %s', async ([, input, message]) => {
    const server = await open();
    await buildQuestions(server, 2);
    const trained = await startTraining(server, TRAINING);
    await ended(server, trained);
    const { steps = null, ...rest } = { steps: null, ...input };
    const { startEvaluation: answer } = await server.data(
      `mutation ($input: StartEvaluationInput!) { startEvaluation(input: $input) {
        ... on StartedRuns { runs { id } } ... on Error { message }
        ... on ValidationError { issues { message } } } }`,
      { input: { subjects: [{ runId: trained, steps }], datasetKey: 'questions-1', ...rest } },
    );
    expect(JSON.stringify(answer)).toContain(message);
  });
});

async function evaluationsOf(server: TestServer, id: string) {
  const { run } = await server.data(
    'query ($id: ID!) { run(id: $id) { evaluations { step status numbers { rows } } } }',
    { id },
  );
  return run.evaluations;
}
