import { createHash } from 'node:crypto';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeOnEachDatabase, serverFactory, type TestServer } from '../testing/testServer.ts';

const PYTHON = process.env['PYTHON'] ?? 'python3';
const hasPyYaml = !(await execa(PYTHON, ['-c', 'import yaml'], { reject: false })).failed;

const CREATE = `mutation ($input: CreateManifestInput!) {
  createManifest(input: $input) {
    ... on Manifest {
      id yaml json format message datasetKey datasetDigest modelId outputDir url dataset { key }
    }
    ... on Error { code message }
    ... on ValidationError { issues { path message } }
  }
}`;
const GIVEN = { datasetKey: 'my.data-v1', modelId: 'google/gemma-2b-it', outputDir: './output/1' };

describeOnEachDatabase('A manifest', (open) => {
  it('begins with the format that others read, defaults filled in', async () => {
    const server = await open();
    const { digest, sftSha256 } = await buildDataset(server);
    const { createManifest } = await server.data(CREATE, { input: GIVEN });
    expect(createManifest).toMatchObject({
      format: 'tunix_sft',
      message:
        'Manifest generated for dataset my.data-v1. Save as YAML and execute with Tunix CLI.',
      datasetKey: 'my.data-v1',
      datasetDigest: digest,
      modelId: 'google/gemma-2b-it',
      outputDir: './output/1',
      dataset: { key: 'my.data-v1' },
    });
    expect(createManifest.yaml).toMatch(
      `version: "1.0"
runner: tunix
mode: sft
model:
  model_id: google/gemma-2b-it
dataset:
  format: tunix_sft
  path: ./datasets/my.data-v1.jsonl
training:
  learning_rate: 2.0e-05
  num_epochs: 3
  batch_size: 8
  max_seq_length: 2048
output:
  output_dir: ./output/1
`,
    );
    expect(Object.keys(createManifest.json).slice(0, 7)).toEqual([
      'version',
      'runner',
      'mode',
      'model',
      'dataset',
      'training',
      'output',
    ]);
    expect(createManifest.json.data).toEqual({
      sha256: sftSha256,
      digest,
      count: 2,
      packing: false,
    });
    expect(createManifest.json.optimizer).toEqual({
      weight_decay: 0.01,
      warmup_steps: 0,
      schedule: 'constant',
      gradient_accumulation_steps: 1,
      max_grad_norm: null,
    });
    expect(createManifest.json).toMatchObject({ seed: 0, lora: null, max_steps: null });
  });

  it('adapts the modules of the family, at a rate for adapters, unless told otherwise', async () => {
    const server = await open();
    await buildDataset(server);
    const made = async (modelId: string, training: object) =>
      (await server.data(CREATE, { input: { ...GIVEN, modelId, training } })).createManifest.json;
    expect(await made('Qwen/Qwen3-0.6B', { lora: {} })).toMatchObject({
      training: { learning_rate: 2e-4 },
      lora: {
        module_path: '.*q_proj|.*k_proj|.*v_proj|.*o_proj|.*gate_proj|.*up_proj|.*down_proj',
      },
    });
    const told = { learningRate: 2e-5, lora: { modulePath: '.*q_proj' } };
    expect(await made('meta-llama/Llama-3.2-1B', told)).toMatchObject({
      training: { learning_rate: 2e-5 },
      lora: { module_path: '.*q_proj' },
    });
  });

  it('writes rows in the turns of the model, unless told otherwise', async () => {
    const server = await open();
    const { sftSha256 } = await buildDataset(server);
    const made = async (modelId: string, training = {}) =>
      (await server.data(CREATE, { input: { ...GIVEN, modelId, training } })).createManifest;
    const trace = await server.fetch('/datasets/my.data-v1/export.jsonl?format=trace');
    const traceSha256 = createHash('sha256')
      .update(await trace.text())
      .digest('hex');
    const apart = { dataset: { format: 'trace', path: './datasets/my.data-v1.jsonl' } };
    for (const modelId of ['Qwen/Qwen3-0.6B', 'meta-llama/Llama-3.2-1B', 'Qwen/Qwen3-0.6B']) {
      const manifest = await made(modelId);
      expect(manifest.format).toBe('trace');
      expect(manifest.json).toMatchObject({
        ...apart,
        data: { sha256: traceSha256 },
        prompt: { template: 'model', reasoning: 'plain' },
      });
    }
    for (const modelId of ['tunix-rt/tiny', 'google/gemma-3-1b-it', 'gemma3_1b_it']) {
      expect((await made(modelId)).json).toMatchObject({
        dataset: { format: 'tunix_sft' },
        data: { sha256: sftSha256 },
        prompt: { template: 'gemma', reasoning: 'plain' },
      });
    }
    expect((await made('Qwen/Qwen3-0.6B', { template: 'GEMMA' })).format).toBe('tunix_sft');
    const thinking = await made('tunix-rt/tiny', { reasoning: 'THINK' });
    expect(thinking.json).toMatchObject({
      ...apart,
      prompt: { template: 'gemma', reasoning: 'think' },
    });
  });

  it('of before there was a choice of templates goes on with Gemma’s turns', async () => {
    const server = await open();
    await buildDataset(server);
    const { createManifest } = await server.data(CREATE, {
      input: { ...GIVEN, modelId: 'Qwen/Qwen3-0.6B', training: { template: 'GEMMA' } },
    });
    const { prompt: _, ...content } = createManifest.json;
    const { id } = createManifest;
    await server.application.database.prisma.manifest.update({ where: { id }, data: { content } });
    const { startRun } = await server.data(
      'mutation ($id: ID!) { startRun(input: { manifestId: $id }) { ... on Run { id } } }',
      { id },
    );
    await server.application.queue.idle();
    const { run } = await server.data(
      'query ($id: ID!) { run(id: $id) { preflight { checks { name message } } } }',
      startRun,
    );
    expect(run.preflight.checks).toContainEqual({
      name: 'template',
      message: "Rows are written in Gemma's turns, with plain reasoning",
    });
  });

  it('is to be had as YAML and as JSON, with the same values in the same order', async () => {
    const server = await open();
    await buildDataset(server);
    const { createManifest } = await server.data(CREATE, {
      input: {
        ...GIVEN,
        modelId: 'yes: "é" #1',
        training: {
          learningRate: 1e-7,
          numEpochs: 1,
          batchSize: 512,
          maxSeqLength: 128,
          lora: { alpha: 0.5 },
          meshShape: [4, 2],
          modelSource: 'LOCAL',
          modelPath: '/models/1e5',
          dtype: 'BFLOAT16',
          schedule: 'COSINE',
          maxGradNorm: 0.5,
        },
      },
    });
    expect(createManifest.json).toMatchObject({
      training: { learning_rate: 1e-7, num_epochs: 1, batch_size: 512, max_seq_length: 128 },
      lora: { rank: 8, alpha: 0.5, module_path: expect.stringContaining('q_einsum') },
      mesh: { shape: [4, 2], axis_names: ['fsdp', 'tp'] },
      source: { kind: 'local', path: '/models/1e5', tokenizer: null, dtype: 'bfloat16' },
    });
    const yaml = await server.fetch(createManifest.url);
    expect(yaml.headers.get('content-type')).toBe('application/yaml; charset=utf-8');
    expect(yaml.headers.get('content-disposition')).toBe('attachment; filename="manifest.yaml"');
    const yamlText = await yaml.text();
    expect(yamlText).toContain('  gradient_accumulation_steps: 1\n  max_grad_norm: 0.5\nseed: 0\n');
    expect(yamlText).toBe(createManifest.yaml);
    const json = await server.fetch(createManifest.url.replace('.yaml', '.json'));
    expect(json.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(json.headers.get('content-disposition')).toBe('attachment; filename="manifest.json"');
    const jsonText = await json.text();
    expect(jsonText).toBe(`${JSON.stringify(createManifest.json, null, 2)}\n`);
    expect(JSON.stringify(parse(yamlText, { version: '1.1' }))).toBe(
      JSON.stringify(createManifest.json),
    );
  });

  it('stays as it was when its dataset is deleted', async () => {
    const server = await open();
    await buildDataset(server);
    const { createManifest } = await server.data(CREATE, { input: GIVEN });
    await server.data('mutation { deleteDataset(key: "my.data-v1") { __typename } }');
    expect(await (await server.fetch(createManifest.url)).text()).toBe(createManifest.yaml);
  });

  it('of a dataset that is not stored is refused', async () => {
    const server = await open();
    const { createManifest } = await server.data(CREATE, {
      input: { ...GIVEN, datasetKey: '../x' },
    });
    expect(createManifest).toEqual({ code: 'NOT_FOUND', message: 'There is no dataset "../x"' });
  });

  it('is not found under an unknown id', async () => {
    const server = await open();
    expect((await server.data('{ manifest(id: "unknown") { id } }')).manifest).toBeNull();
    for (const ending of ['yaml', 'json']) {
      const response = await server.fetch(`/manifests/unknown.${ending}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ detail: 'There is no manifest "unknown"' });
    }
  });
});

describe('A manifest', () => {
  const open = serverFactory();

  it.skipIf(!hasPyYaml)(
    `is read by PyYAML into what its JSON says${hasPyYaml ? '' : ` (skipped: ${PYTHON} has no yaml)`}`,
    async () => {
      const server = await open();
      await buildDataset(server);
      for (const [modelId, learningRate] of [
        ['google/gemma-3-270m-it', 2e-5],
        ['1e5', 1],
        ['<<', 0.5],
        ["it's \\ é 漢 𝄞: #yes", 3e-4],
      ]) {
        const { createManifest } = await server.data(CREATE, {
          input: { ...GIVEN, modelId, training: { learningRate } },
        });
        const { stdout } = await execa(PYTHON, ['-c', LOAD], { input: createManifest.yaml });
        expect(stdout.split('\n')).toEqual([
          JSON.stringify(createManifest.json),
          learningRate === 1 ? 'int' : 'float',
        ]);
      }
    },
  );

  it.for<[string, string, object, string]>([
    [
      'training.learningRate',
      'of 0',
      { learningRate: 0 },
      'Expected `learningRate` to be more than 0, got 0',
    ],
    [
      'training.learningRate',
      'above 1',
      { learningRate: 1.01 },
      'Expected `learningRate` to be at most 1, got 1.01',
    ],
    [
      'training.numEpochs',
      'of 0',
      { numEpochs: 0 },
      'Expected `numEpochs` to be at least 1, got 0',
    ],
    [
      'training.numEpochs',
      'of 101',
      { numEpochs: 101 },
      'Expected `numEpochs` to be at most 100, got 101',
    ],
    [
      'training.batchSize',
      'of 0',
      { batchSize: 0 },
      'Expected `batchSize` to be at least 1, got 0',
    ],
    [
      'training.batchSize',
      'of 513',
      { batchSize: 513 },
      'Expected `batchSize` to be at most 512, got 513',
    ],
    [
      'training.maxSeqLength',
      'of 127',
      { maxSeqLength: 127 },
      'Expected `maxSeqLength` to be at least 128, got 127',
    ],
    [
      'training.maxSeqLength',
      'of 32,769',
      { maxSeqLength: 32_769 },
      'Expected `maxSeqLength` to be at most 32768, got 32769',
    ],
    [
      'training.weightDecay',
      'of 2',
      { weightDecay: 2 },
      'Expected `weightDecay` to be at most 1, got 2',
    ],
    [
      'training.maxGradNorm',
      'of 0',
      { maxGradNorm: 0 },
      'Expected `maxGradNorm` to be more than 0, got 0',
    ],
    ['training.seed', 'of -1', { seed: -1 }, 'Expected `seed` to be at least 0, got -1'],
    [
      'training.meshShape',
      'of one axis',
      { meshShape: [1] },
      'Expected `meshShape` to hold at least 2 items, got 1',
    ],
    [
      'training.lora.rank',
      'of 0',
      { lora: { rank: 0 } },
      'Expected `rank` to be at least 1, got 0',
    ],
    ...['(?<name>x)', '.*\\p{L}', '[^]', '(?P=name)', '('].map(
      (modulePath): [string, string, object, string] => [
        'training.lora.modulePath',
        `${modulePath}, which Python or JavaScript can't read`,
        { lora: { modulePath } },
        `Expected a regular expression, got ${JSON.stringify(modulePath)}`,
      ],
    ),
    [
      'training.lora.modulePath',
      'with a NUL',
      { lora: { modulePath: '\0' } },
      'Expected no control characters or line breaks',
    ],
  ])('is refused for a value of %s %s', async ([place, , training, message]) => {
    const server = await open();
    await buildDataset(server);
    const { createManifest } = await server.data(CREATE, { input: { ...GIVEN, training } });
    expect(createManifest.issues).toEqual([{ path: ['input', ...place.split('.')], message }]);
    expect(await server.application.database.prisma.manifest.count()).toBe(0);
  });

  it.for<[string, string, string]>([
    ['modelId', '', 'Expected 1 to 256 characters, got 0'],
    ['modelId', '𝄞'.repeat(257), 'Expected 1 to 256 characters, got 257'],
    ['modelId', ' ', 'Expected 1 to 256 characters, got 1'],
    ['modelId', 'a\nb', 'Expected no control characters or line breaks'],
    ['modelId', 'a\0', 'Expected no control characters or line breaks'],
    ['modelId', '\ud800', 'Expected no control characters or line breaks'],
    ['outputDir', 'x'.repeat(513), 'Expected 1 to 512 characters, got 513'],
    ['outputDir', 'a\u2028b', 'Expected no control characters or line breaks'],
  ])('is refused for the %s %j', async ([field, value, message]) => {
    const server = await open();
    await buildDataset(server);
    const { createManifest } = await server.data(CREATE, { input: { ...GIVEN, [field]: value } });
    expect(createManifest.issues).toEqual([{ path: ['input', field], message }]);
  });
});

const LOAD = `
import json, sys, yaml
manifest = yaml.safe_load(sys.stdin.buffer)
print(json.dumps(manifest, separators=(",", ":"), ensure_ascii=False).replace("e-05", "e-5").replace("2e-5", "0.00002"))
print(type(manifest["training"]["learning_rate"]).__name__)
`;

async function buildDataset(server: TestServer): Promise<{ digest: string; sftSha256: string }> {
  const line = JSON.stringify({
    trace_version: '1.0',
    prompt: 'p',
    final_answer: 'a',
    steps: [{ i: 0, type: 't', content: 'c' }],
  });
  await server.fetch('/traces/import?onDuplicate=keep', {
    method: 'POST',
    body: `${line}\n${line}\n`,
  });
  const { buildDataset: dataset } = await server.data(
    'mutation { buildDataset(input: { name: "my.data", version: "v1" }) { ... on Dataset { digest sftSha256 } } }',
  );
  return dataset;
}
