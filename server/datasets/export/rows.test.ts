import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRows } from '../../imports/containers/readRows.ts';
import { exported } from '../../imports/readers/exported.ts';
import { toTraceForm } from '../../imports/toTraceForm.ts';
import type { JsonObject } from '../../json.ts';
import { EXPORTED_TRACES, storeExported } from '../../testing/exportedTraces.ts';
import {
  describeOnEachDatabase,
  serverFactory,
  type TestServer,
} from '../../testing/testServer.ts';
import { type TraceContent, toTraceJson, traceJson } from '../../traces/trace.ts';
import { REASONING_PLACES } from '../formats/conversation.ts';
import { FORMATS } from '../formats/formats.ts';

const EXPORT = `mutation ($input: ExportDatasetInput!) {
  exportDataset(input: $input) {
    ... on DatasetExport { filename file recordCount leftOut { count reason } bytes sha256 url preview forgedTurns { row traceId } }
    ... on Error { code message }
  }
}`;
const PREVIEW = `query ($input: ExportDatasetInput!) {
  previewExport(input: $input) {
    ... on ExportPreview { recordCount leftOut { count reason } records url }
    ... on Error { code message }
  }
}`;

const CHOICES = [
  ...['messages', 'prompt_completion', 'preference&criteria=place'].flatMap((format) =>
    REASONING_PLACES.map((place) => `${format}&reasoning=${place}`),
  ),
  'questions',
];

describeOnEachDatabase('An export for other programs', (open) => {
  it('has the turns of each trace, and the reasoning where it was asked for', async () => {
    const server = await open();
    const ids = await storeExported(server, EXPORTED_TRACES);
    const [last, , , first] = await rowsAt(server, 'export.jsonl?format=messages');
    expect(first).toEqual({
      messages: [
        { role: 'user', content: 'What is 27 × 19?' },
        {
          role: 'assistant',
          content: '513 "é" 𝄞',
          reasoning_content: '27 × 20 = 540\n\n𝄞\n\n 540 − 27 = 513\n',
        },
      ],
      id: ids[0],
      meta: '{"source":"a","kind":{"z":1,"a":[null,"漢"]}}',
      trace:
        '{"trace_version":"1.0","steps":[{"i":0,"type":"compute","length":16},{"i":4,"type":"check","length":16}]}',
    });
    expect(last).toMatchObject({
      messages: [
        ...(EXPORTED_TRACES[3]?.context ?? []),
        { role: 'user', content: 'And half of 8?' },
        { role: 'assistant', content: 'It is 4.\n', reasoning_content: '8 / 2 = 4' },
      ],
      meta: 'null',
    });
    const [thought, unthought] = await rowsAt(
      server,
      'export.jsonl?format=prompt_completion&reasoning=think',
    );
    expect(thought).toMatchObject({
      prompt: [...(EXPORTED_TRACES[3]?.context ?? []), { role: 'user', content: 'And half of 8?' }],
      completion: [{ role: 'assistant', content: '<think>\n8 / 2 = 4\n</think>\n\nIt is 4.\n' }],
    });
    expect(unthought?.['completion']).toEqual([{ role: 'assistant', content: '4' }]);
  });

  it('has the same rows in each kind of file, and the same columns of the same types in each row', async () => {
    const server = await open();
    await storeExported(server, EXPORTED_TRACES);
    for (const choice of CHOICES) {
      const lines = await rowsAt(server, `export.jsonl?format=${choice}`);
      expect(lines.length).toBeGreaterThan(1);
      expect(await rowsAt(server, `export.json?format=${choice}`)).toEqual(lines);
      expect(await rowsAt(server, `export.parquet?format=${choice}`)).toEqual(lines);
      const typesOf = (row: JsonObject) =>
        Object.entries(row).map(([name, value]) => [
          name,
          Array.isArray(value) ? 'list' : typeof value,
        ]);
      expect(new Set(lines.map((row) => JSON.stringify(typesOf(row)))).size).toBe(1);
    }
  });

  it('is imported again as the traces that it was made of', async () => {
    const server = await open();
    await storeExported(server, EXPORTED_TRACES);
    for (const choice of CHOICES) {
      for (const file of ['jsonl', 'json', 'parquet']) {
        const exporting = await server.fetch(`/datasets/d-1/export.${file}?format=${choice}`);
        const response = await server.fetch('/traces/import?format=auto', {
          method: 'POST',
          body: await exporting.arrayBuffer(),
        });
        // Of a question only what it asks and expects is kept: that of one of the two is all there was.
        const report =
          choice === 'questions' && file === 'jsonl'
            ? { accepted: 1, skipped: 1 }
            : { accepted: 0 };
        expect([choice, file, await response.json()]).toEqual([
          choice,
          file,
          expect.objectContaining({ ...report, rejected: 0, format: 'exported' }),
        ]);
      }
    }
  });

  it('of questions is of those whose answer is known, and says how many are left out', async () => {
    const server = await open();
    const ids = await storeExported(server, EXPORTED_TRACES);
    const leftOut = { count: 2, reason: 'they have no expected answer' };
    const { previewExport } = await server.data(PREVIEW, {
      input: { datasetKey: 'd-1', format: 'QUESTIONS', file: 'PARQUET' },
    });
    expect(previewExport).toMatchObject({
      recordCount: 2,
      leftOut,
      url: '/datasets/d-1/export.parquet?format=questions',
    });
    const { exportDataset } = await server.data(EXPORT, {
      input: { datasetKey: 'd-1', format: 'QUESTIONS' },
    });
    expect(exportDataset).toMatchObject({ recordCount: 2, leftOut });
    expect(exportDataset.preview.map((line: string) => line.trimEnd())).toEqual(
      previewExport.records,
    );
    expect(JSON.parse(previewExport.records[0])).toEqual({
      prompt: [...(EXPORTED_TRACES[3]?.context ?? []), { role: 'user', content: 'And half of 8?' }],
      expected_answer: '4',
      id: ids[3],
      meta: 'null',
      trace: '{"trace_version":"1.0","steps":[]}',
    });
    for (const path of ['/datasets/d-1/export.jsonl', '/traces/export.jsonl']) {
      const response = await server.fetch(`${path}?format=questions`);
      expect(response.headers.get('x-left-out')).toBe('2');
      expect((await response.text()).split('\n')).toHaveLength(3);
    }
    const { exportDataset: none } = await server.data(EXPORT, {
      input: { traceIds: ids.slice(0, 2), format: 'QUESTIONS' },
    });
    expect(none).toEqual({
      code: 'EMPTY_SELECTION',
      message: 'There is nothing to export. 2 traces are left out: they have no expected answer',
    });
  });

  it('of preferences pairs the best with the worst of equal prompts and contexts', async () => {
    const server = await open();
    const question = { trace_version: '1.0', prompt: 'p', final_answer: 'a', steps: [] };
    const ids = await storeExported(server, [
      { ...question, final_answer: 'worst' },
      { ...question, final_answer: 'other context', context: [{ role: 'system', content: 's' }] },
      { ...question, final_answer: 'between' },
      { ...question, final_answer: 'best' },
      ...EXPORTED_TRACES,
    ]);
    const pairs = await rowsAt(server, 'export.jsonl?format=preference&criteria=place');
    expect(pairs.map((row) => [row['id_chosen'], row['id_rejected']])).toEqual([
      [ids[7], ids[6]],
      [ids[5], ids[4]],
      [ids[3], ids[0]],
    ]);
    expect(pairs[2]).toMatchObject({
      prompt: [{ role: 'user', content: 'p' }],
      chosen: [{ role: 'assistant', content: 'best', reasoning_content: '' }],
      rejected: [{ role: 'assistant', content: 'worst', reasoning_content: '' }],
      score_chosen: 0.3,
      score_rejected: 0,
    });
    const margin = await server.fetch(
      '/datasets/d-1/export.jsonl?format=preference&criteria=place&margin=0.3',
    );
    expect(margin.headers.get('x-left-out')).toBe('6');
    expect((await margin.text()).split('\n')).toHaveLength(2);
    const { exportDataset } = await server.data(EXPORT, {
      input: { traceIds: ids, format: 'PREFERENCE', criteria: 'place', margin: 0.1 },
    });
    expect(exportDataset).toMatchObject({
      recordCount: 3,
      leftOut: {
        count: 2,
        reason: expect.stringContaining('`place` score differs by 0.1 or more'),
      },
    });
    const { exportDataset: unscored } = await server.data(EXPORT, {
      input: { datasetKey: 'd-1', format: 'PREFERENCE' },
    });
    expect(unscored.code).toBe('EMPTY_SELECTION');
    const { exportDataset: unknown } = await server.data(EXPORT, {
      input: { traceIds: [...ids, 'unknown'], format: 'PREFERENCE', criteria: 'place' },
    });
    expect(unknown).toEqual({ code: 'NOT_FOUND', message: 'There is no trace unknown' });
  });

  it('of traces is of those that a filter passes', async () => {
    const server = await open();
    const ids = await storeExported(server, EXPORTED_TRACES);
    const filter = encodeURIComponent(
      JSON.stringify({ stepCount: { min: 1 }, createdAt: { from: '2020-01-01T00:00:00Z' } }),
    );
    const rows = await rowsIn(
      await server.fetch(`/traces/export.parquet?format=messages&filter=${filter}`),
    );
    expect(rows.map(({ id }) => id)).toEqual([ids[0], ids[1], ids[3]]);
    const forms = await rowsIn(
      await server.fetch(`/traces/export.jsonl?filter=${filter}&source=a`),
    );
    expect(forms).toEqual([EXPORTED_TRACES[0]]);
  });

  it('says which rows would end their thought early, where it stands in tags', async () => {
    const server = await open();
    const question = { trace_version: '1.0', prompt: '<think>', steps: [] };
    const ids = await storeExported(server, [
      { ...question, final_answer: 'good' },
      { ...question, final_answer: 'a </think> b' },
    ]);
    const forgedIn = async (reasoning: string) =>
      (
        await server.data(EXPORT, {
          input: { traceIds: ids, format: 'MESSAGES', reasoning },
        })
      ).exportDataset.forgedTurns;
    expect(await forgedIn('THINK')).toEqual([{ row: 2, traceId: ids[1] }]);
    expect(await forgedIn('REASONING_CONTENT')).toEqual([]);
  });
});

describe('An export for other programs', () => {
  const open = serverFactory();

  it.for([
    [
      'export.csv',
      'file: Expected `file` to be "jsonl" or "json" or "parquet" or "tar", got "csv"',
    ],
    [
      'export.json?reasoning=think',
      'reasoning: Expected no `reasoning` with trace: it belongs to messages, prompt_completion, preference',
    ],
    [
      'export.json?format=messages&reasoning=none',
      'reasoning: Expected `reasoning` to be "reasoning_content" or "think"',
    ],
    [
      'export.json?format=questions&criteria=x',
      'criteria: Expected no `criteria` with questions: it belongs to preference',
    ],
    [
      'export.json?format=messages&margin=1',
      'margin: Expected no `margin` with messages: it belongs to preference',
    ],
    [
      'export.json?format=preference&margin=-1',
      'margin: Expected `margin` to be at least 0, got -1',
    ],
    [
      'export.json?licence=mit',
      'licence: Expected no `licence` with json: it belongs to the card in a tar',
    ],
    ['export.tar?licence=%0A', 'licence: Expected the name of a licence'],
  ])('at %s is refused', async ([path, detail]) => {
    const server = await open();
    await storeExported(server, EXPORTED_TRACES);
    const response = await server.fetch(`/datasets/d-1/${path}`);
    expect([response.status, (await response.json()).detail]).toEqual([
      400,
      expect.stringContaining(String(detail)),
    ]);
  });

  it.for([
    ['filter={', 'filter: Expected JSON: '],
    ['filter={"sources":1}', 'filter: Unknown field `sources`'],
    ['filter={"createdAt":{"from":"now"}}', 'filter.createdAt.from: Expected a moment'],
  ])('of the traces of %s is refused', async ([query, detail]) => {
    const server = await open();
    const response = await server.fetch(`/traces/export.jsonl?${encodeURI(String(query))}`);
    expect([response.status, (await response.json()).detail]).toEqual([
      400,
      expect.stringContaining(String(detail)),
    ]);
  });
});

describe('A trace', () => {
  const text = fc.oneof(
    fc.stringMatching(/^[ab\n ]{1,8}$/),
    fc.constantFrom('<think>', '</think>\n\n', '\n</think>\n\n', '𝄞', '\n\n'),
  );
  const steps = fc.array(fc.record({ type: text, content: text }), { maxLength: 4 });
  const anyTrace = fc.record({
    prompt: text,
    finalAnswer: text,
    expectedAnswer: fc.option(text, { nil: undefined }),
    steps,
    meta: fc.option(fc.record({ kind: fc.oneof(text, fc.boolean(), fc.integer()) }), {
      nil: undefined,
    }),
  });

  it('whatever its text is read again from each format as it was', () => {
    fc.assert(
      fc.property(anyTrace, fc.constantFrom(...REASONING_PLACES), ({ steps, ...rest }, place) => {
        const options = { reasoning: place };
        const trace: TraceContent & { id: string } = {
          ...rest,
          id: '01a21b98-60a4-7000-8000-6e133f4c356f',
          traceVersion: '1.1',
          steps: steps.map((step, i) => ({ i: i * 2, ...step })),
          meta: rest.meta as TraceContent['meta'],
        };
        const whole = toTraceJson(trace);
        for (const { of, recordOf } of [
          FORMATS.messages,
          FORMATS.prompt_completion,
          FORMATS.preference,
        ]) {
          const record =
            of === 'pairs'
              ? recordOf(
                  {
                    chosen: trace,
                    rejected: trace,
                    criteria: 'c',
                    chosenScore: 1,
                    rejectedScore: 0,
                  },
                  options,
                )
              : recordOf(trace, options);
          const row: JsonObject = JSON.parse(JSON.stringify(record));
          for (const draft of exported.read(row, { splitting: 'paragraphs' })) {
            expect(toTraceJson(traceJson.parse(toTraceForm(draft)))).toEqual(whole);
          }
        }
      }),
    );
  });
});

async function rowsAt(server: TestServer, path: string): Promise<JsonObject[]> {
  return rowsIn(await server.fetch(`/datasets/d-1/${path}`));
}

/** The rows of a file, as imports read them; what a table has for nothing is left out. */
async function rowsIn(response: Response): Promise<JsonObject[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tunix-rt-test-'));
  const rows: JsonObject[] = [];
  try {
    const bytes = new Uint8Array(await response.arrayBuffer());
    async function* source() {
      yield bytes;
    }
    for await (const some of readRows(source(), { maxBytes: 1e9, folder })) {
      for (const { value, problem } of some) {
        if (!value) throw new Error(problem);
        rows.push(JSON.parse(JSON.stringify(value), withoutEmpty));
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return rows;
}

function withoutEmpty(key: string, value: unknown): unknown {
  return key === 'reasoning_content' && value === null ? undefined : value;
}
