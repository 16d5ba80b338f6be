import { describe, expect, it } from 'vitest';
import { describeOnEachDatabase, serverFactory, type TestServer } from '../testServer.fixture.ts';

const START = `mutation ($input: StartRunInput!) {
  startRun(input: $input) { ... on Run { id } ... on Error { message } }
}`;
const FINDINGS = `query ($id: ID!) {
  run(id: $id) {
    status message exitCode plannedSteps stdout stderr startedAt endedAt durationSeconds
    preflight {
      passed rowCount droppedCount stepsPerEpoch totalSteps
      checks { name status message }
      droppedRows { row traceId reason detail }
    }
  }
}`;

const LATER = ': whether it is there, and what it takes, shows when training begins';

describeOnEachDatabase('A dry run', (open) => {
  it('of what would train well says so, check by check, without Tunix', async () => {
    const server = await open();
    await build(server, rows(16));
    const run = await dryRun(server, { training: { numEpochs: 2 }, outputDir: './output/7' });
    expect(run).toMatchObject({
      status: 'COMPLETED',
      message: 'Dry-run validation successful',
      exitCode: 0,
      plannedSteps: 4,
      stderr: '',
      preflight: {
        passed: true,
        rowCount: 16,
        droppedCount: 0,
        stepsPerEpoch: 2,
        totalSteps: 4,
        droppedRows: [],
      },
    });
    expect(run.durationSeconds).toBe((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000);
    const found = (name: string, status: unknown, message: unknown) => ({ name, status, message });
    expect(run.preflight.checks).toEqual([
      found(
        'dataset',
        'PASS',
        expect.stringMatching(/^16 rows present and rendered, digest [0-9a-f]{12}… unchanged$/),
      ),
      found('model', 'INFO', `google/gemma-2b-it from huggingface${LATER}`),
      found('turns', 'PASS', 'No row holds a turn marker of its own'),
      found(
        'length',
        'PASS',
        expect.stringMatching(
          /^The longest row has \d+ tokens of 2048 \(estimated at one token for 3 bytes, since the tokenizer of google\/gemma-2b-it is not on this machine\)$/,
        ),
      ),
      found('duplicates', 'PASS', 'No two rows train on the same text'),
      found('batch', 'PASS', '16 rows in 2 batches of 8'),
      found('steps', 'PASS', '2 batches per epoch over 2 epochs, 4 steps in all'),
      found('output', 'PASS', "./output/7 can be written in the run's folder"),
      found('disk', expect.stringMatching(/^(PASS|WARN)$/), expect.stringMatching(/ GB free/)),
      found('tunix', 'INFO', expect.stringContaining('Tunix is not available')),
    ]);
    const marks: Record<string, string> = { PASS: '✅', WARN: '⚠️', INFO: 'ℹ️' };
    const steps = run.preflight.checks.map(
      ({ name, status, message }: { name: string; status: string; message: string }) =>
        `${marks[status]} ${name}: ${message}`,
    );
    expect(run.stdout).toBe(`Dry-run validation completed successfully.

Dataset: d-1
Model: google/gemma-2b-it
Output Directory: ./output/7

Validation Steps:
${steps.join('\n')}

Training Configuration:
- Learning Rate: 2.0e-05
- Epochs: 2
- Batch Size: 8
- Max Sequence Length: 2048
`);
    const log = await server.fetch(`/runs/${run.id}/log`);
    expect(log.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await log.text()).toBe(run.stdout);
  });

  it('fails on a row that would forge a turn, and names it', async () => {
    const server = await open();
    const ids = await build(server, [...rows(8), { prompt: 'x<end_of_turn>' }]);
    const run = await dryRun(server);
    const message = `1 row would forge a turn, the first is row 1 (trace ${ids[8]}): its text contains <start_of_turn> or <end_of_turn>. Build a dataset without it.`;
    expect(run).toMatchObject({
      status: 'FAILED',
      exitCode: 1,
      message: `Dry-run failed: ${message}`,
      preflight: {
        passed: false,
        droppedCount: 1,
        droppedRows: [
          {
            row: 1,
            traceId: ids[8],
            reason: 'forged_turn',
            detail: 'its own text holds a turn marker',
          },
        ],
      },
    });
    expect(checkOf(run, 'turns')).toEqual({ name: 'turns', status: 'FAIL', message });
    expect(run.stdout).toMatch(/^Dry-run validation failed\.\n/);
    expect(run.stdout).toContain(`❌ turns: ${message}`);
  });

  it('fails where no step would be made', async () => {
    const server = await open();
    await build(server, rows(7));
    const run = await dryRun(server);
    expect(run).toMatchObject({ status: 'FAILED', exitCode: 1, plannedSteps: 0 });
    expect(run.message).toBe(
      "Dry-run failed: 7 rows can't fill one batch of 8: lower batch_size or add rows",
    );
    expect(checkOf(run, 'steps')).toMatchObject({
      status: 'FAIL',
      message:
        '0 batches per epoch over 3 epochs, 0 steps in all. Training would end at once: lower batch_size, or add rows or epochs',
    });
  });

  it('warns of rows that are too long, lists them, and counts steps without them', async () => {
    const server = await open();
    const ids = await build(server, [{ prompt: 'é'.repeat(300) }, ...rows(8)]);
    const run = await dryRun(server, { training: { maxSeqLength: 128 } });
    expect(run).toMatchObject({ status: 'COMPLETED', plannedSteps: 3 });
    expect(run.preflight).toMatchObject({
      rowCount: 9,
      droppedCount: 1,
      droppedRows: [
        {
          row: 9,
          traceId: ids[0],
          reason: 'too_long',
          detail: expect.stringMatching(/^\d+ tokens, over 128$/),
        },
      ],
    });
    expect(checkOf(run, 'length')).toMatchObject({
      status: 'WARN',
      message: expect.stringMatching(
        /^1 row over max_seq_length 128 would be dropped, the longest has \d+ tokens \(/,
      ),
    });
    const dropped = await server.fetch(`/runs/${run.id}/dropped.jsonl`);
    expect(JSON.parse(await dropped.text())).toEqual(run.preflight.droppedRows[0]);
  });

  it('warns of rows that train on the same text, whatever else they hold, and of those that no full batch takes', async () => {
    const server = await open();
    const unseen = { meta: { batch: 2 }, traceVersion: '2' };
    await build(server, [...rows(9), { prompt: 'prompt 0' }, { prompt: 'prompt 0', ...unseen }]);
    const run = await dryRun(server);
    expect(run.status).toBe('COMPLETED');
    expect(checkOf(run, 'duplicates')).toMatchObject({
      status: 'WARN',
      message: '2 rows repeat the text of an earlier one',
    });
    expect(checkOf(run, 'batch')).toMatchObject({
      status: 'WARN',
      message:
        '3 rows of each epoch left out: 11 rows make 1 full batch of 8, and Tunix drops the partial one',
    });
    expect(await (await server.fetch(`/runs/${run.id}/dropped.jsonl`)).text()).toBe('');
  });

  it('counts rows that are held out, and steps that gather gradients', async () => {
    const server = await open();
    await build(server, rows(20));
    const run = await dryRun(server, {
      training: {
        evaluationFraction: 0.2,
        batchSize: 4,
        gradientAccumulationSteps: 2,
        numEpochs: 3,
      },
    });
    expect(run.preflight).toMatchObject({ stepsPerEpoch: 2, totalSteps: 6 });
    expect(checkOf(run, 'steps').message).toBe(
      '4 batches per epoch over 3 epochs, 2 batches to a step, 6 steps in all, 4 rows held out for evaluation',
    );
  });

  it('fails when the dataset is no longer what the manifest was made from', async () => {
    const server = await open();
    const [id = ''] = await build(server, rows(8));
    await server.application.database.prisma.trace.update({
      where: { id },
      data: { finalAnswer: 'tampered' },
    });
    const run = await dryRun(server);
    expect(run.status).toBe('FAILED');
    expect(checkOf(run, 'dataset')).toMatchObject({
      status: 'FAIL',
      message: expect.stringMatching(
        /^The dataset is not the one that the manifest was made from: expected the digest [0-9a-f]{64}, got [0-9a-f]{64}$/,
      ),
    });
  });
});

describe('The output folder of a dry run', () => {
  const open = serverFactory();

  it.for([
    ['./output', 'PASS', 'COMPLETED'],
    ['/srv/models', 'WARN', 'COMPLETED'],
    ['gs://bucket/models', 'WARN', 'COMPLETED'],
    ['../elsewhere', 'FAIL', 'FAILED'],
    ['a/../../b', 'FAIL', 'FAILED'],
  ])('%s is found %s', async ([outputDir, finding, status]) => {
    const server = await open();
    await build(server, rows(8));
    const run = await dryRun(server, { outputDir });
    expect(checkOf(run, 'output').status).toBe(finding);
    expect(run.status).toBe(status);
  });
});

describe('The model of a dry run', () => {
  const open = serverFactory();

  it.for<[string, object, string, string]>([
    ['tunix-rt/tiny', {}, 'PASS', 'tunix-rt/tiny from builtin'],
    ['m', { modelSource: 'LOCAL', modelPath: '/' }, 'PASS', 'm from local at /'],
    [
      'm',
      { modelSource: 'LOCAL', modelPath: '/nowhere/m' },
      'WARN',
      'm from local at /nowhere/m: there is no such folder on this machine',
    ],
    ['m', { modelSource: 'GCS' }, 'INFO', `m from gcs${LATER}`],
    [
      'm',
      { modelSource: 'LOCAL' },
      'FAIL',
      'The source local needs the path of the model: give modelPath',
    ],
    [
      'm',
      { modelSource: 'BUILTIN' },
      'FAIL',
      'The source builtin is for tunix-rt/tiny and for no other model, got builtin with m',
    ],
    [
      'tunix-rt/tiny',
      { modelSource: 'HUGGINGFACE' },
      'FAIL',
      'The source builtin is for tunix-rt/tiny and for no other model, got huggingface with tunix-rt/tiny',
    ],
  ])('%s with %j is found %s', async ([modelId, training, status, message]) => {
    const server = await open();
    await build(server, rows(8));
    const run = await dryRun(server, { modelId, training });
    expect(checkOf(run, 'model')).toEqual({ name: 'model', status, message });
    expect(run.status).toBe(status === 'FAIL' ? 'FAILED' : 'COMPLETED');
  });
});

describe('The steps of a dry run', () => {
  const open = serverFactory();

  it.for<[object, string, string]>([
    [
      { maxSteps: 2 },
      'PASS',
      '1 batch per epoch over 3 epochs, 2 steps in all, as many as max_steps allows',
    ],
    [{ warmupSteps: 2 }, 'PASS', '1 batch per epoch over 3 epochs, 3 steps in all'],
    [
      { warmupSteps: 3 },
      'FAIL',
      '1 batch per epoch over 3 epochs, 3 steps in all. The learning rate would still be rising: lower warmup_steps, which is 3, below the steps',
    ],
  ])('with %j are found %s', async ([training, status, message]) => {
    const server = await open();
    await build(server, rows(8));
    const run = await dryRun(server, { training });
    expect(checkOf(run, 'steps')).toEqual({ name: 'steps', status, message });
  });
});

type Found = { name: string; status: string; message: string };

async function dryRun(server: TestServer, more: object = {}) {
  const { startRun } = await server.data(START, {
    input: { datasetKey: 'd-1', modelId: 'google/gemma-2b-it', ...more },
  });
  await server.application.queue.idle();
  const { run } = await server.data(FINDINGS, { id: startRun.id });
  return { id: startRun.id, ...run };
}

function checkOf(run: { preflight: { checks: Found[] } }, name: string): Found {
  const check = run.preflight.checks.find((candidate) => candidate.name === name);
  if (!check) throw new Error(`Expected a check ${name}`);
  return check;
}

function rows(count: number) {
  return Array.from({ length: count }, (_, index) => ({ prompt: `prompt ${index}` }));
}

/** Builds the dataset `d-1`, the newest first; answers the ids in the order given. */
async function build(server: TestServer, traces: { prompt: string }[]): Promise<string[]> {
  const given = {
    traceVersion: '1.0',
    finalAnswer: 'a',
    steps: [{ i: 0, type: 't', content: 'content' }],
  };
  const { importTraces, buildDataset } = await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { ids } }
      buildDataset(input: { name: "d", version: "1" }) { ... on Dataset { traceCount } }
    }`,
    { input: { traces: traces.map((trace) => ({ ...given, ...trace })) } },
  );
  expect(buildDataset.traceCount).toBe(traces.length);
  return importTraces.ids;
}
