import { expect, it } from 'vitest';
import { TINY_MODEL } from '../manifests/fields.ts';
import { storeScored } from '../testing/storeTraces.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import { until } from '../testing/until.ts';

const BUILD = `mutation ($input: BuildDatasetInput!) { buildDataset(input: $input) {
  ... on Dataset { key digest traceCount splits { name traceCount digest sftSha256 } }
  ... on Error { message }
} }`;
const CREATE = `mutation ($input: CreateManifestInput!) { createManifest(input: $input) {
  ... on Manifest { id json yaml }
  ... on ValidationError { issues { path message } }
  ... on Error { code message }
} }`;
const START = `mutation ($input: StartRunInput!) { startRun(input: $input) {
  ... on Run { id }
  ... on ValidationError { issues { path message } }
  ... on Error { code message }
} }`;
const RUN = `query ($id: ID!) { run(id: $id) {
  status message preflight { rowCount checks { name status message } }
} }`;
const FORECAST = `query ($input: CreateManifestInput!) { previewManifest(input: $input) {
  ... on ManifestPreview { forecast { plan { rows evaluationRows droppedRows } } }
} }`;

const PARTS = [
  { name: 'train', fraction: 0.7 },
  { name: 'test', fraction: 0.3 },
];

describeOnEachDatabase('A manifest of a dataset with sides', (open) => {
  it('trains on one and evaluates on another, whose rows are checked', async () => {
    const server = await open();
    const dataset = await build(server, { parts: PARTS, groupBy: 'id' });
    const [train, test] = dataset.splits;
    const input = {
      ...{ datasetKey: 'd-1', modelId: TINY_MODEL, outputDir: './output' },
      evaluationSplit: 'test',
      training: { batchSize: 2, numEpochs: 1 },
    };
    const { createManifest } = await server.data(CREATE, { input });
    expect(createManifest.json).toMatchObject({
      dataset: { format: 'tunix_sft', path: './datasets/d-1-train.jsonl', split: 'train' },
      data: { sha256: train.sftSha256, digest: train.digest, count: train.traceCount },
      evaluation: { fraction: 0, path: './datasets/d-1-test.jsonl', split: 'test' },
    });
    const { previewManifest } = await server.data(FORECAST, { input });
    expect(previewManifest.forecast.plan).toEqual({
      rows: train.traceCount,
      evaluationRows: test.traceCount,
      droppedRows: 0,
    });
    const run = await dryRun(server, { manifestId: createManifest.id });
    expect(run.preflight.rowCount).toBe(train.traceCount);
    const checks = byName(run);
    expect(checks.get('dataset')).toMatchObject({ status: 'PASS' });
    expect(checks.get('evaluation')).toMatchObject({
      status: 'PASS',
      message: `${test.traceCount} rows of the side test to evaluate on`,
    });
    // Each question is there twice, and the split by meta tears many of them apart.
    expect(checks.get('leaks')).toMatchObject({
      status: 'WARN',
      message: expect.stringMatching(
        /^\d+ rows to evaluate on stand among those to train on, \d+ with/,
      ),
    });
    const bundle = await (await server.fetch(`/manifests/${createManifest.id}/bundle.tar`)).text();
    expect(bundle).toContain('datasets/d-1-train.jsonl');
    expect(bundle).toContain('datasets/d-1-test.jsonl');
  });

  it('has no leak where rows are split by what they ask', async () => {
    const server = await open();
    await build(server, { parts: PARTS });
    const run = await dryRun(server, {
      ...{ datasetKey: 'd-1', modelId: TINY_MODEL, evaluationSplit: 'test' },
      training: { batchSize: 2 },
    });
    expect(byName(run).get('leaks')).toMatchObject({ status: 'PASS' });
  });

  it('is refused for sides that are not there, are one, or are not said', async () => {
    const server = await open();
    await build(server, { parts: PARTS });
    const named = { modelId: 'm', outputDir: 'o' };
    const unusual = PARTS.map(({ fraction }, index) => ({ name: `part${index}`, fraction }));
    await build(server, { parts: unusual }, 'e');
    for (const [input, expected] of [
      [{ datasetKey: 'd-1', split: 'dev' }, { code: 'NOT_FOUND' }],
      [
        { datasetKey: 'd-1', evaluationSplit: 'train' },
        {
          issues: [
            { path: ['input', 'evaluationSplit'], message: expect.stringContaining('twice') },
          ],
        },
      ],
      [
        { datasetKey: 'd-1', evaluationSplit: 'test', training: { evaluationFraction: 0.1 } },
        {
          issues: [
            { path: ['input', 'evaluationSplit'], message: expect.stringContaining('both') },
          ],
        },
      ],
      [
        { datasetKey: 'e-1' },
        {
          issues: [
            {
              path: ['input', 'split'],
              message: expect.stringContaining('part0, part1; got nothing'),
            },
          ],
        },
      ],
    ] as const) {
      const { createManifest } = await server.data(CREATE, { input: { ...named, ...input } });
      expect(createManifest).toMatchObject(expected);
    }
  });

  it('of pairs fails its dry run, and says why', async () => {
    const server = await open();
    await storeScored(server, [
      { prompt: 'one', answer: 'good', scores: { preference: 1 } },
      { prompt: 'one', answer: 'bad', scores: { preference: 0 } },
    ]);
    const pairing = { criteria: 'preference' };
    await server.data(BUILD, { input: { name: 'd', version: '1', kind: 'PAIRS', pairing } });
    const run = await dryRun(server, { datasetKey: 'd-1', modelId: TINY_MODEL });
    expect(run.status).toBe('FAILED');
    expect(run.message).toContain('got d-1, which is one of pairs');
  });

  async function build(server: TestServer, split: object, name = 'd') {
    await storeScored(
      server,
      Array.from({ length: 40 }, (_, index) => ({
        prompt: `question ${index % 20}`,
        answer: `${name} ${index}`,
        meta: { id: index, name },
      })),
    );
    const filter = { meta: [{ path: 'name', equals: name }] };
    const { buildDataset } = await server.data(BUILD, {
      input: { name, version: '1', filter, split },
    });
    return buildDataset;
  }

  async function dryRun(server: TestServer, input: object): Promise<Run> {
    const { startRun } = await server.data(START, { input });
    return until<Run>('the dry run has ended', async () => {
      const { run } = await server.data(RUN, { id: startRun.id });
      return ['COMPLETED', 'FAILED'].includes(run.status) ? run : null;
    });
  }

  function byName({ preflight }: Run) {
    return new Map(preflight.checks.map((check) => [check.name, check]));
  }
});

type Run = {
  status: string;
  message: string;
  preflight: { rowCount: number; checks: { name: string; status: string; message: string }[] };
};
