import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeOnEachDatabase, serverFactory, type TestServer } from '../testing/testServer.ts';

const BUILD = `mutation ($input: BuildDatasetInput!) {
  buildDataset(input: $input) { ... on Dataset { key sftSha256 exportUrl(format: TUNIX_SFT) } ... on Error { message } }
}`;
const EXPORT = `mutation ($input: ExportDatasetInput!) {
  exportDataset(input: $input) {
    ... on DatasetExport { filename format file recordCount leftOut { count reason } bytes sha256 url preview forgedTurns { row traceId } }
    ... on Error { code message }
    ... on ValidationError { issues { path message } }
  }
}`;
const FORMATS = ['trace', 'tunix_sft', 'training_example'];

describeOnEachDatabase('The export of a dataset', (open) => {
  it('has one record a line with its keys in the order of the format', async () => {
    const server = await open();
    const [id = ''] = await importTraces(server, [
      {
        prompt: 'What is 27 × 19?',
        finalAnswer: '513 "é" 𝄞',
        steps: [step('Parse', 3), step('multi\nline', 1)],
        meta: { z: { b: 1, a: [null] }, a: '漢' },
      },
    ]);
    await server.data(BUILD, { input: { name: 'd', version: '1' } });
    const at = JSON.stringify(createdAt(id));
    const sft =
      '<start_of_turn>user\\nWhat is 27 × 19?<end_of_turn>\\n<start_of_turn>model\\nReasoning:\\n1. Parse\\n2. multi\\nline\\nAnswer: 513 \\"é\\" 𝄞<end_of_turn>';
    const answer = '"final_answer":"513 \\"é\\" 𝄞"';
    const own = `"created_at":${at},"trace_version":"1.0"`;
    const meta = '"z":{"b":1,"a":[null]},"a":"漢"';
    expect(await download(server, 'd-1', 'trace')).toBe(
      `{"id":"${id}","prompts":"What is 27 × 19?","trace_steps":["Parse","multi\\nline"],${answer},"metadata":{${own},${meta}}}\n`,
    );
    expect(await download(server, 'd-1', 'tunix_sft')).toBe(
      `{"id":"${id}","prompts":"${sft}",${answer},"metadata":{${own},"format":"tunix_sft",${meta}}}\n`,
    );
    expect(await download(server, 'd-1', 'training_example')).toBe(
      `{"id":"${id}","prompt":"What is 27 × 19?\\n\\nPlease show your reasoning steps.","response":"Reasoning:\\n1. Parse\\n2. multi\\nline\\nAnswer: 513 \\"é\\" 𝄞","metadata":{"source_trace_id":"${id}",${own},${meta}}}\n`,
    );
    expect(await (await server.fetch('/datasets/d-1/export.jsonl')).text()).toBe(
      await download(server, 'd-1', 'trace'),
    );
  });

  it('never lets meta replace what the record says itself', async () => {
    const server = await open();
    const forged = { created_at: 'never', trace_version: '9', format: 'x', source_trace_id: 'y' };
    const [id = ''] = await importTraces(server, [{ prompt: 'p', meta: { ...forged, kept: 1 } }]);
    await server.data(BUILD, { input: { name: 'd', version: '1' } });
    const metadataOf = async (format: string) =>
      JSON.parse(await download(server, 'd-1', format)).metadata;
    const own = { created_at: createdAt(id), trace_version: '1.0' };
    expect(await metadataOf('trace')).toMatchObject({ ...own, kept: 1 });
    expect(await metadataOf('tunix_sft')).toMatchObject({ ...own, format: 'tunix_sft', kept: 1 });
    expect(await metadataOf('training_example')).toMatchObject({ ...own, source_trace_id: id });
  });

  it('has the same bytes every time, also after a restart, and those that the dataset promises', async () => {
    const server = await open();
    await importTraces(
      server,
      Array.from({ length: 300 }, (_, index) => ({ prompt: `prompt ${index}` })),
    );
    const { buildDataset } = await server.data(BUILD, {
      input: { name: 'd', version: '1', limit: 250, strategy: 'RANDOM', seed: 1 },
    });
    const first = await Promise.all(FORMATS.map((format) => download(server, 'd-1', format)));
    expect(first.map((text) => text.split('\n').length)).toEqual([251, 251, 251]);
    await server.restart();
    const second = await Promise.all(FORMATS.map((format) => download(server, 'd-1', format)));
    expect(second).toEqual(first);
    expect(sha256(first[1] ?? '')).toBe(buildDataset.sftSha256);
    expect(await (await server.fetch(buildDataset.exportUrl)).text()).toBe(first[1]);
  });

  it('has traces of 160 KB whole, whatever their length', async () => {
    const server = await open();
    const traces = [1, 160_000, 2, 159_999, 3].map((length) => ({
      prompt: '漢𝄞"\n'.repeat(length / 5 + 1),
      steps: Array.from({ length: 20 }, (_, i) => step('x'.repeat(length / 20 + 1), i)),
    }));
    await importTraces(server, traces);
    await server.data(BUILD, { input: { name: 'd', version: '1' } });
    const records = (await download(server, 'd-1', 'trace'))
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect(
      records.map(({ prompts, trace_steps }) => ({ prompt: prompts, steps: trace_steps })),
    ).toEqual(
      traces
        .toReversed()
        .map(({ prompt, steps }) => ({ prompt, steps: steps.map(({ content }) => content) })),
    );
  });

  it('comes as a file to download, named after the dataset, and may be cut', async () => {
    const server = await open();
    await importTraces(server, [{ prompt: '1' }, { prompt: '2' }, { prompt: '3' }]);
    await server.data(BUILD, { input: { name: 'd', version: '1' } });
    const whole = await download(server, 'd-1', 'trace');
    const response = await server.fetch('/datasets/d-1/export.jsonl?limit=2');
    expect(await response.text()).toBe(whole.split('\n').slice(0, 2).join('\n').concat('\n'));
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    const nameOf = async (format: string) =>
      (await server.fetch(`/datasets/d-1/export.jsonl?format=${format}`)).headers.get(
        'content-disposition',
      );
    expect(await nameOf('trace')).toBe('attachment; filename="d-1-trace.jsonl"');
    expect(await nameOf('tunix_sft')).toBe('attachment; filename="d-1.jsonl"');
  });

  it('of an unknown key is not found', async () => {
    const server = await open();
    const response = await server.fetch('/datasets/unknown/export.jsonl');
    expect([response.status, (await response.json()).detail]).toEqual([
      404,
      'There is no dataset "unknown"',
    ]);
  });
});

describeOnEachDatabase('An exported file', (open) => {
  it('of a dataset holds what the download does, and says how much', async () => {
    const server = await open();
    await importTraces(
      server,
      Array.from({ length: 5 }, (_, index) => ({ prompt: `é ${index}` })),
    );
    await server.data(BUILD, { input: { name: 'd', version: '1' } });
    for (const format of FORMATS) {
      const text = await download(server, 'd-1', format);
      const { exportDataset } = await server.data(EXPORT, {
        input: { datasetKey: 'd-1', format: format.toUpperCase() },
      });
      expect(exportDataset).toEqual({
        filename: format === 'tunix_sft' ? 'd-1.jsonl' : `d-1-${format}.jsonl`,
        format: format.toUpperCase(),
        file: 'JSONL',
        recordCount: 5,
        leftOut: null,
        bytes: Buffer.byteLength(text),
        sha256: sha256(text),
        url: `/exports/${sha256(text).slice(0, 32)}/${exportDataset.filename}`,
        preview: text.split(/(?<=\n)/).slice(0, 3),
        forgedTurns: [],
      });
      const response = await server.fetch(exportDataset.url);
      expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
      expect(await response.text()).toBe(text);
    }
  });

  it('of traces keeps the order given and repeats what is given twice', async () => {
    const server = await open();
    const [first, second, third] = await importTraces(server, [
      { prompt: '1' },
      { prompt: '2' },
      { prompt: '3' },
    ]);
    const { exportDataset } = await server.data(EXPORT, {
      input: { traceIds: [third, first, third, second] },
    });
    expect(exportDataset).toMatchObject({ filename: 'traces-4-trace.jsonl', recordCount: 4 });
    const text = await (await server.fetch(exportDataset.url)).text();
    const ids = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(ids).toEqual([third, first, third, second]);
  });

  it('takes as many records as its limit says, and the name that it is given', async () => {
    const server = await open();
    const ids = await importTraces(server, [{ prompt: '1' }, { prompt: '2' }, { prompt: '3' }]);
    await server.data(BUILD, { input: { name: 'd', version: '1' } });
    for (const input of [{ datasetKey: 'd-1' }, { traceIds: ids }]) {
      const { exportDataset } = await server.data(EXPORT, {
        input: { ...input, limit: 2, filename: 'my-file.2.jsonl' },
      });
      expect(exportDataset).toMatchObject({ recordCount: 2, filename: 'my-file.2.jsonl' });
      const response = await server.fetch(exportDataset.url);
      expect((await response.text()).split('\n')).toHaveLength(3);
      expect(response.headers.get('content-disposition')).toBe(
        "attachment; filename*=UTF-8''my-file.2.jsonl",
      );
    }
  });

  it('says which rows would forge a turn, where turns are rendered', async () => {
    const server = await open();
    const ids = await importTraces(server, [
      { prompt: 'good' },
      { prompt: 'a <start_of_turn>model' },
      { prompt: 'in a step', steps: [step('fine'), step('x<end_of_turn>', 1)] },
      { prompt: 'in the answer', finalAnswer: '<end_of_turn>' },
      { prompt: 'in meta', meta: { a: '<end_of_turn>' } },
    ]);
    const forgedIn = async (format: string) =>
      (await server.data(EXPORT, { input: { traceIds: ids, format } })).exportDataset.forgedTurns;
    expect(await forgedIn('TUNIX_SFT')).toEqual([
      { row: 2, traceId: ids[1] },
      { row: 3, traceId: ids[2] },
      { row: 4, traceId: ids[3] },
    ]);
    expect(await forgedIn('TRACE')).toEqual([]);
  });

  it('is not left behind in part when a trace is not stored', async () => {
    const server = await open();
    const ids = await importTraces(server, [{ prompt: '1' }]);
    const { exportDataset } = await server.data(EXPORT, {
      input: { traceIds: [...ids, 'unknown'] },
    });
    expect(exportDataset).toEqual({ code: 'NOT_FOUND', message: 'There is no trace unknown' });
    expect(await readdir(join(server.home, 'exports'))).toEqual([]);
    const { exportDataset: none } = await server.data(EXPORT, { input: { datasetKey: 'none' } });
    expect(none).toEqual({ code: 'NOT_FOUND', message: 'There is no dataset "none"' });
  });
});

describe('The export of a dataset', () => {
  const open = serverFactory();

  it.for([
    [
      'format=csv',
      'format: Expected `format` to be "trace" or "tunix_sft" or "training_example" or "messages" or "prompt_completion" or "preference" or "questions", got "csv"',
    ],
    ['format=TRACE', 'format: Expected `format` to be '],
    ['limit=0', 'limit: Expected `limit` to be at least 1, got 0'],
    ['limit=many', 'limit: Expected `limit` to be a number, got "many"'],
  ])('with %s is refused', async ([query, detail]) => {
    const server = await open();
    const response = await server.fetch(`/datasets/d-1/export.jsonl?${query}`);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      title: 'ValidationError',
      detail: expect.stringContaining(String(detail)),
    });
  });
});

describe('An exported file', () => {
  const open = serverFactory();

  it.for<[string, object, string[], string]>([
    [
      'both a dataset and traces',
      { datasetKey: 'a', traceIds: ['b'] },
      [],
      'Expected either `datasetKey` or `traceIds`, got both',
    ],
    ['neither', {}, [], 'Expected either `datasetKey` or `traceIds`, got neither'],
    [
      'no trace',
      { traceIds: [] },
      ['traceIds'],
      'Expected `traceIds` to hold at least 1 item, got 0',
    ],
    [
      'no record',
      { datasetKey: 'a', limit: 0 },
      ['limit'],
      'Expected `limit` to be at least 1, got 0',
    ],
    ...['../up', 'a/b', '.hidden', '', 'a\\b', 'a\0', '..', 'a b'].map(
      (filename): [string, object, string[], string] => [
        `the name ${JSON.stringify(filename)}`,
        { datasetKey: 'a', filename },
        ['filename'],
        `Expected letters, digits and . _ - only, a letter or digit first, got ${JSON.stringify(filename)}`,
      ],
    ),
    [
      'a name of 129 characters',
      { datasetKey: 'a', filename: 'x'.repeat(129) },
      ['filename'],
      'Expected at most 128 characters',
    ],
  ])('is refused for %s', async ([, input, place, message]) => {
    const server = await open();
    const { exportDataset } = await server.data(EXPORT, { input });
    expect(exportDataset.issues).toEqual([{ path: ['input', ...place], message }]);
  });
});

async function download(server: TestServer, key: string, format: string): Promise<string> {
  return (await server.fetch(`/datasets/${key}/export.jsonl?format=${format}`)).text();
}

async function importTraces(
  server: TestServer,
  traces: { prompt: string; finalAnswer?: string; steps?: object[]; meta?: object }[],
): Promise<string[]> {
  const given = { traceVersion: '1.0', finalAnswer: 'a', steps: [step('content')] };
  const { importTraces: imported } = await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { ids } ... on Error { message } }
    }`,
    { input: { traces: traces.map((trace) => ({ ...given, ...trace })) } },
  );
  return imported.ids;
}

function step(content: string, i = 0) {
  return { i, type: 't', content };
}

function createdAt(id: string): string {
  return new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toISOString();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
