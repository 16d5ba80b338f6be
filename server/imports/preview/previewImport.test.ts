import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { serverFactory, type TestServer } from '../../testing/testServer.ts';

const open = serverFactory();

describe('A preview', () => {
  it('says what a file is, by which fields, and where each of them goes', async () => {
    const server = await open();
    const row = {
      question: 'How many are six times seven?',
      answer: '6 × 7 = <<6*7=42>>42\n#### 42',
      level: 3,
    };
    expect(await preview(server, JSON.stringify(row))).toMatchObject({
      container: 'jsonl',
      packing: null,
      format: { name: 'gsm8k', label: 'GSM8K' },
      decidedBy: ['question', 'answer'],
      candidates: [{ name: 'questions' }],
      fields: [
        { path: 'question', sample: row.question, places: ['prompt'] },
        { path: 'answer', places: expect.arrayContaining(['final_answer', 'expected_answer']) },
        { path: 'level', sample: '3', places: ['meta'] },
      ],
      rows: [
        {
          line: 1,
          row,
          traces: [
            {
              prompt: row.question,
              steps: [{ i: 0, content: '6 × 7 = 42' }],
              final_answer: '42',
              scores: [],
              isStored: false,
            },
          ],
        },
      ],
      counts: { rows: 1, traces: 1, scores: 0, refused: 0, stored: 0 },
      errors: [],
    });
    expect(await server.data('{ imports { totalCount } traces { totalCount } }')).toEqual({
      imports: { totalCount: 0 },
      traces: { totalCount: 0 },
    });
  });

  it('tells what is stored already, and that the whole file was imported before', async () => {
    const server = await open();
    const body = ['a', 'b'].map((question) => JSON.stringify({ question, answer: 'x' })).join('\n');
    await server.fetch('/traces/import?name=mine', { method: 'POST', body });
    expect(await preview(server, body)).toMatchObject({
      counts: { traces: 2, stored: 2 },
      importedBefore: { name: 'mine' },
    });
    const part = await preview(
      server,
      `${body}\n${JSON.stringify({ question: 'c', answer: 'x' })}`,
    );
    expect(part).toMatchObject({ counts: { traces: 3, stored: 2 } });
    expect(part.importedBefore).toBeUndefined();
  });

  it('of the beginning of a file takes a row that is cut off for no fault', async () => {
    const server = await open();
    const rows = Array.from({ length: 50 }, (_, index) => ({
      question: `q ${index}`,
      answer: `${index}`,
    }));
    const text = rows.map((row) => JSON.stringify(row)).join('\n');
    const table = rows.map(({ question, answer }) => `${question},${answer}`).join('\n');
    for (const [body, count] of [
      [text.slice(0, -5), 49],
      [`question,answer\n${table.slice(0, -1)}`, 49],
    ] as const) {
      const response = await server.fetch('/traces/import/preview?partial=true', {
        method: 'POST',
        body,
      });
      expect(await response.json()).toMatchObject({ counts: { rows: count, refused: 0 } });
    }
    const whole = await preview(server, text.slice(0, -5));
    expect(whole).toMatchObject({ counts: { rows: 50, refused: 1 }, errors: [{ line: 50 }] });
  });

  it('names each row that is refused, and what else it could be', async () => {
    const server = await open();
    const body = '{"question":"q","answer":"#### 1"}\n{"question":1}\n{"prompt":"p"}';
    const answer = await preview(server, gzipSync(body));
    expect(answer).toMatchObject({ packing: 'gzip', counts: { traces: 1, refused: 2 } });
    expect(answer.errors.map(({ line }: { line: number }) => line)).toEqual([2, 3]);
  });

  it('of fields that nobody knows offers them all to be mapped', async () => {
    const server = await open();
    const row = { frage: 'Was?', data: { antwort: 'Das.', 'a.b': 1 }, turns: [{ x: 'y' }] };
    expect(await preview(server, JSON.stringify(row))).toMatchObject({
      format: null,
      fields: [
        { path: 'frage', places: [] },
        { path: 'data.antwort' },
        { path: 'data."a.b"' },
        { path: 'turns' },
        { path: 'turns.0.x', sample: 'y' },
      ],
      errors: [
        {
          line: 1,
          message:
            'Expected a trace, or a row of a known format, got the fields frage, data, turns: map them by hand',
        },
      ],
    });
  });

  it('of nothing says so', async () => {
    const server = await open();
    expect(await preview(server, '\n')).toMatchObject({ format: null, counts: { rows: 0 } });
    const response = await server.fetch('/traces/import/preview?format=nothing', {
      method: 'POST',
      body: '{}',
    });
    expect(response.status).toBe(400);
    const parquet = await server.fetch('/traces/import/preview', { method: 'POST', body: 'PAR1' });
    expect(await parquet.json()).toMatchObject({
      detail: 'Expected a whole Parquet file: it has 4 bytes',
    });
  });
});

async function preview(server: TestServer, body: string | Uint8Array<ArrayBuffer>) {
  const response = await server.fetch('/traces/import/preview', { method: 'POST', body });
  expect(response.status).toBe(200);
  return response.json();
}
