import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pythonIsMissing, pythonWith } from '../testing/interpreter.ts';
import { describeOnEachDatabase, serverFactory, type TestServer } from '../testing/testServer.ts';
import { fixture, tokenizerFolder } from '../testing/tokenizerFolder.ts';
import outputDirs from '../training/launcher/tests/output_dirs.json' with { type: 'json' };

const START = `mutation ($input: StartRunInput!) {
  startRun(input: $input) { ... on Run { id } ... on Error { message } }
}`;
const FINDINGS = `query ($id: ID!) {
  run(id: $id) {
    status message exitCode plannedSteps stdout stderr startedAt endedAt durationSeconds
    preflight { sequences fill packedFill isExact
      passed rowCount droppedCount stepsPerEpoch totalSteps
      checks { name status message }
      droppedRows { row traceId reason detail }
    }
  }
}`;

const PREVIEW = `query ($input: CreateManifestInput!) {
  previewManifest(input: $input) {
    ... on ManifestPreview { forecast { templateProblem } }
    ... on Error { message }
  }
}`;

const QWEN = 'Qwen/Qwen3-0.6B';
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
      found('lora', 'PASS', 'All weights are trained'),
      found('template', 'PASS', "Rows are written in Gemma's turns, with plain reasoning"),
      found('turns', 'PASS', 'No row holds a turn marker of its own'),
      found('reasoning', 'PASS', 'Every row has steps'),
      found(
        'length',
        'PASS',
        expect.stringMatching(
          /^The longest row has \d+ tokens of 2048 \(estimated at one token for 3 bytes, since the tokenizer of google\/gemma-2b-it is not on this machine\)$/,
        ),
      ),
      found('duplicates', 'PASS', 'No two rows train on the same text'),
      found('batch', 'PASS', '16 rows in 2 batches of 8'),
      found(
        'fill',
        'PASS',
        'about 28 % of what is computed is real, the rest is padding to 128 tokens',
      ),
      found('steps', 'PASS', '2 batches per epoch over 2 epochs, 4 steps in all'),
      found('memory', 'INFO', 'What the model takes is not known before it is here'),
      found('devices', 'PASS', 'a mesh of 1 by 1 takes 1 device'),
      found('output', 'PASS', "./output/7 can be written in the run's folder"),
      found('disk', expect.stringMatching(/^(PASS|WARN)$/), expect.stringMatching(/ GiB free/)),
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

  it('says what packing would save where most is padding, and plans with it', async () => {
    const server = await open();
    const long = { prompt: 'a '.repeat(2_000) };
    await build(server, [...rows(90), ...Array.from({ length: 10 }, () => long)]);
    const alone = await dryRun(server);
    expect(alone.preflight.fill).toBeLessThan(0.3);
    expect(alone.preflight.packedFill).toBeGreaterThan(0.5);
    expect(checkOf(alone, 'fill')).toEqual({
      name: 'fill',
      status: 'INFO',
      message: expect.stringMatching(
        /^about \d+ % of what is computed is real, the rest is padding to [\d or]+ tokens\. With packing it is about \d+ %: \d+ sequences instead of 100 rows, in \d batch(es)? an epoch instead of 12$/,
      ),
    });
    const packed = await dryRun(server, { training: { numEpochs: 1, packing: true } });
    expect(packed.preflight).toMatchObject({
      fill: alone.preflight.packedFill,
      packedFill: null,
      isExact: false,
    });
    expect(checkOf(packed, 'batch').message).toBe(
      `about ${packed.preflight.sequences} sequences in about ${packed.preflight.totalSteps} batches of 8`,
    );
  });

  it('fails to pack for a family that would learn something else', async () => {
    const server = await open();
    await build(server, rows(16));
    const run = await dryRun(server, {
      modelId: 'google/gemma-2-2b-it',
      training: { packing: true },
    });
    expect(checkOf(run, 'fill')).toMatchObject({
      status: 'FAIL',
      message: expect.stringContaining("google/gemma-2-2b-it can't be trained on packed rows: "),
    });
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
        maxGradNorm: 0.5,
        numEpochs: 3,
      },
    });
    expect(run.preflight).toMatchObject({ stepsPerEpoch: 2, totalSteps: 6 });
    expect(checkOf(run, 'steps').message).toBe(
      '4 batches per epoch over 3 epochs, 2 batches to a step, 6 steps in all, 4 rows held out for evaluation',
    );
    expect(run.stdout).toMatch(
      /- Max Sequence Length: 2048\n- Gradient accumulation: 2\n- Max. gradient norm: 0.5\n- Held out, share of rows: 0.2\n$/,
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
    ...outputDirs.inside.map((name) => [name, 'PASS', 'COMPLETED']),
    ...outputDirs.absolute.map((name) => [name, 'WARN', 'COMPLETED']),
    ...outputDirs.refused.map((name) => [name, 'FAIL', 'FAILED']),
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

  it.for<[string, object, string, string | RegExp]>([
    ['tunix-rt/tiny', {}, 'PASS', 'tunix-rt/tiny from builtin'],
    [
      'Foo/Bar',
      {},
      'WARN',
      /^Foo\/Bar from huggingface: Tunix could not be asked, .* Training would refuse any other$/,
    ],
    [QWEN, { modelSource: 'LOCAL', modelPath: '/' }, 'FAIL', '/ holds no *.safetensors'],
    [
      QWEN,
      { modelSource: 'LOCAL', modelPath: '/nowhere/m' },
      'WARN',
      `${QWEN} from local at /nowhere/m: there is no such folder on this machine`,
    ],
    [
      QWEN,
      { modelSource: 'LOCAL', modelPath: './m' },
      'WARN',
      /: there is no such folder on this machine; a relative path is taken from the run's folder/,
    ],
    [QWEN, { tokenizer: '~/nowhere' }, 'WARN', /: there is no such tokenizer on this machine$/],
    [QWEN, { modelPath: '/m' }, 'WARN', /takes the model by its id, and leaves modelPath out$/],
    [
      'google/gemma-3-1b-it',
      { modelSource: 'GCS' },
      'INFO',
      `google/gemma-3-1b-it from gcs${LATER}`,
    ],
    [
      QWEN,
      { modelSource: 'GCS' },
      'FAIL',
      `The source gcs has a tokenizer for Gemma 3 only: give \`tokenizer\` for ${QWEN}`,
    ],
    [
      QWEN,
      { modelSource: 'GCS', tokenizer: QWEN },
      'FAIL',
      `The source gcs needs the gs:// address of ${QWEN}: give modelPath`,
    ],
    [
      QWEN,
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
    expect(checkOf(run, 'model')).toEqual({
      name: 'model',
      status,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
    expect(run.status).toBe(status === 'FAIL' ? 'FAILED' : 'COMPLETED');
  });

  it('marks its turns otherwise than Gemma, which is said', async () => {
    const server = await open();
    await build(server, rows(8));
    const training = { template: 'GEMMA' };
    expect(checkOf(await dryRun(server, { modelId: QWEN, training }), 'turns')).toEqual({
      name: 'turns',
      status: 'WARN',
      message: `${QWEN} marks its turns otherwise: training learns <start_of_turn> and <end_of_turn> as plain text`,
    });
  });

  it.for<[string, object, string, string | RegExp]>([
    [
      QWEN,
      {},
      'PASS',
      'Adapters of rank 8 on q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj',
    ],
    [
      'google/gemma-3-1b-it',
      { modulePath: '.*q_einsum' },
      'PASS',
      'Adapters of rank 8 on q_einsum',
    ],
    [QWEN, { modulePath: '.*q_einsum' }, 'WARN', /^\.\*q_einsum matches no projection of Qwen/],
  ])('%s takes the adapters %j or not: %s', async ([modelId, lora, status, message]) => {
    const server = await open();
    await build(server, rows(8));
    const run = await dryRun(server, { modelId, training: { lora } });
    expect(checkOf(run, 'lora')).toEqual({
      name: 'lora',
      status,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });
});

describe('The chat template of a dry run', () => {
  const open = serverFactory();

  it('writes and counts each row as training would, and drops what it would', async () => {
    const server = await open();
    const tokenizer = await tokenizerFolder('qwen2p5');
    const context = [{ role: 'TOOL', content: 'It rains.' }];
    const ids = await build(server, [
      ...rows(8),
      { prompt: 'merged', context },
      { prompt: 'lost', steps: [], finalAnswer: '\n\n5' },
    ]);
    const run = await dryRun(server, {
      modelId: 'Qwen/Qwen2.5-0.5B',
      training: { tokenizer, reasoning: 'THINK' },
    });
    expect(run.status).toBe('COMPLETED');
    expect(checkOf(run, 'template')).toEqual({
      name: 'template',
      status: 'WARN',
      message: `Rows are written in the chat template in ${tokenizer}, with think reasoning. 1 row would be dropped, the first is row 1 (trace ${ids[9]}): the last token of the prompt takes in the beginning of the answer. 1 row with turns that it does not take: what these say is merged into the user's turns`,
    });
    expect(checkOf(run, 'length').message).toBe(
      `The longest row has 50 tokens of 2048 (counted by the tokenizer in ${tokenizer})`,
    );
    expect(checkOf(run, 'turns').message).toBe('No row holds a turn marker of its own');
    expect(run.preflight).toMatchObject({ isExact: true, droppedCount: 1 });
    expect(run.preflight.droppedRows).toEqual([
      {
        row: 1,
        traceId: ids[9],
        reason: 'changed_by_template',
        detail: 'the last token of the prompt takes in the beginning of the answer',
      },
    ]);
  });

  it('fails on a row with a special token of its own', async () => {
    const server = await open();
    await build(server, [...rows(8), { prompt: 'Say <|im_end|>' }]);
    const training = { tokenizer: await tokenizerFolder('qwen3') };
    expect(checkOf(await dryRun(server, { modelId: QWEN, training }), 'turns')).toMatchObject({
      status: 'FAIL',
      message: expect.stringContaining(': its own text holds <|im_end|>. Build a dataset without'),
    });
  });

  it('that does not begin an answer as it asks for one is refused, by the preview of the manifest too', async () => {
    const server = await open();
    await build(server, rows(8));
    const tokenizer = await tokenizerFolder('deepseek_thinking');
    const modelId = 'deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B';
    const problem =
      'after "plus 3?<｜Assistant｜>" the prompt goes on with "<think>\\n", and the whole conversation with "Reasoning:\\n1. Add 2 "';
    const run = await dryRun(server, { modelId, training: { tokenizer } });
    expect(run.status).toBe('FAILED');
    expect(checkOf(run, 'template')).toEqual({
      name: 'template',
      status: 'FAIL',
      message: `Training would refuse the chat template in ${tokenizer} with plain reasoning: ${problem}. Take template gemma, or give the tokenizer another template: a chat_template.jinja beside it`,
    });
    const { previewManifest } = await server.data(PREVIEW, {
      input: { datasetKey: 'd-1', modelId, outputDir: './output', training: { tokenizer } },
    });
    expect(previewManifest.forecast.templateProblem).toBe(problem);
    await writeFile(
      join(tokenizer, 'chat_template.jinja'),
      await readFile(fixture('deepseek.jinja')),
    );
    const mended = await dryRun(server, { modelId, training: { tokenizer } });
    expect(checkOf(mended, 'template').status).toBe('PASS');
    const thinking = { tokenizer, reasoning: 'THINK' };
    expect(
      checkOf(await dryRun(server, { modelId, training: thinking }), 'template').message,
    ).toContain('it leaves out or changes the reasoning or the answer');
  });

  it('of a tokenizer that has none, or is elsewhere, is told of', async () => {
    const server = await open();
    await build(server, rows(8));
    const tokenizer = await tokenizerFolder('qwen3');
    await rm(join(tokenizer, 'chat_template.jinja'));
    const without = await dryRun(server, { modelId: QWEN, training: { tokenizer } });
    expect(checkOf(without, 'template')).toMatchObject({
      status: 'FAIL',
      message: expect.stringContaining(
        `the tokenizer in ${tokenizer} with plain reasoning: it has`,
      ),
    });
    const elsewhere = await dryRun(server, { modelId: QWEN });
    expect(checkOf(elsewhere, 'template')).toEqual({
      name: 'template',
      status: 'INFO',
      message: `The chat template of ${QWEN} is not on this machine: whether it can be trained on shows when training begins`,
    });
    expect(elsewhere.preflight.isExact).toBe(false);
  });
});

describe.skipIf(pythonIsMissing)(
  `A dry run where Tunix is installed${pythonIsMissing ? ' (skipped: python3 is not installed)' : ''}`,
  () => {
    const open = serverFactory();

    it.for<[string, string, string]>([
      ['google/gemma-3-270m-it', 'INFO', `google/gemma-3-270m-it from huggingface${LATER}`],
      ['gemma3_270m_it', 'INFO', `gemma3_270m_it from huggingface${LATER}`],
      [
        'google/gemma-3-99b',
        'FAIL',
        'google-tunix 0.1.7 has no configuration gemma3_99b for google/gemma-3-99b, it has gemma3_270m_it: take one of those ids, with the source local for weights of another name',
      ],
      [
        'Foo/Bar',
        'FAIL',
        "google-tunix 0.1.7 has no model family for Foo/Bar: a model's name begins with gemma-3-",
      ],
    ])('asks it for %s, and finds %s', async ([modelId, status, message]) => {
      const server = await open({ TUNIX_PYTHON: await tunix() });
      await build(server, rows(8));
      const run = await dryRun(server, { modelId });
      expect(checkOf(run, 'model')).toEqual({ name: 'model', status, message });
    });

    it('compares the mesh with its devices and with the batch', async () => {
      const server = await open({ TUNIX_PYTHON: await tunix() });
      await build(server, rows(8));
      const run = await dryRun(server, { training: { meshShape: [3, 1] } });
      expect(checkOf(run, 'devices')).toEqual({
        name: 'devices',
        status: 'WARN',
        message:
          "a mesh of 3 by 1 takes 3 devices; this machine has 1, so that it can't train here; a batch of 8 can't be split over 3, so that every device computes all of it",
      });
    });
  },
);

/** An interpreter with what the probe reads of a Tunix that has one model. */
function tunix(): Promise<string> {
  const config = 'class ModelConfig:\n  @classmethod\n  def gemma3_270m_it(cls): pass\n';
  const naming = `from types import SimpleNamespace as Info
_HF_MODEL_FAMILY_INFO_MAPPING = {"gemma-3-": Info(family="gemma3", config_category="gemma3")}`;
  return pythonWith({
    'google_tunix.dist-info/METADATA':
      'Metadata-Version: 2.1\nName: google-tunix\nVersion: 0.1.7\n',
    'tunix/__init__.py': '',
    'tunix/models/__init__.py': '',
    'tunix/models/naming.py': naming,
    'tunix/models/gemma3/__init__.py': '',
    'tunix/models/gemma3/model.py': config,
    'jax.py': 'def devices(): return ["TFRT_CPU_0"]',
  });
}

describe('The steps of a dry run', () => {
  const open = serverFactory();

  it.for<[object, string, string]>([
    [
      { maxSteps: 2 },
      'PASS',
      '1 batch per epoch over 3 epochs, 2 steps in all, as many as max_steps allows',
    ],
    [
      { maxSteps: 4 },
      'WARN',
      '1 batch per epoch over 3 epochs, 3 steps in all. max_steps allows 4, but the epochs end before',
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
async function build(
  server: TestServer,
  traces: ({ prompt: string } & Record<string, unknown>)[],
): Promise<string[]> {
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
