import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { measureMemory } from '../testing/retainedMemory.ts';
import { describeOnEachDatabase, serverFactory, type TestServer } from '../testing/testServer.ts';
import type { RowError } from './progress.ts';

const COUNT = '{ traces { totalCount } }';

describe('A line of an imported file', () => {
  const open = serverFactory();

  it.for<[string, string | Uint8Array, string]>([
    ['text', 'nonsense', 'Expected JSON: Unexpected token'],
    ['a list', '[1]', 'Expected an object, got [1]'],
    [
      'an object with nothing in it',
      '{}',
      'trace_version: Expected `trace_version` to be a string, but it is missing; prompt: Expected `prompt` to be a string, but it is missing',
    ],
    [
      'a field that does not exist',
      line('p', { answer: 'x' }),
      'Unknown field `answer`: remove it or correct its name',
    ],
    [
      'a field of a step that does not exist',
      line('p', { steps: [{ i: 0, type: 't', content: 'c', text: 'x' }] }),
      'steps[0]: Unknown field `text`: remove it or correct its name',
    ],
    [
      'a step index that is a text',
      line('p', { steps: [{ i: '3', type: 't', content: 'c' }] }),
      'steps[0].i: Expected `i` to be a number, got "3"',
    ],
    [
      'a step index that GraphQL could not show',
      line('p', { steps: [{ i: 2 ** 31, type: 't', content: 'c' }] }),
      'steps[0].i: Expected `i` to be at most 2147483647, got 2147483648',
    ],
    [
      'the same step index twice',
      line('p', { steps: [step(1), step(1)] }),
      'steps[1].i: Expected every step to have its own `i`, got 1 again (as in steps[0])',
    ],
    ['a NUL character', line('a\0'), "prompt: A NUL character can't be stored"],
    [
      'half of a surrogate pair in meta',
      line('p', { meta: { a: ['\udead'] } }),
      "meta.a[0]: Half of a surrogate pair can't be stored as UTF-8",
    ],
    [
      'a number that JSON can hold and nothing else can',
      line('p', { meta: { a: 0 } }).replace('0}}', '1e999}}'),
      'meta.a: Expected a finite number, got Infinity',
    ],
    [
      'a key that it has twice',
      line('p').replace('{', '{"prompt":"lost",'),
      'Expected each key once in an object, got `prompt` again',
    ],
    [
      'a value that nests thousands deep',
      line('p', { meta: { a: 0 } }).replace('0}}', `${'['.repeat(5_000)}${']'.repeat(5_000)}}}`),
      'Expected JSON that nests at most 100 deep, got more',
    ],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from('{"prompt":"'), Buffer.of(0xc3, 0x28), Buffer.from('"}')]),
      'Expected text in UTF-8, got the byte 0xC3 at byte 12. If the file is in Windows-1252 or Latin-1, convert it: iconv',
    ],
  ])('is refused for %s, with its number and its fault', async ([, bad, message]) => {
    const server = await open();
    const body = Buffer.concat([
      Buffer.from(`${line('first')}\n`),
      Buffer.from(bad),
      Buffer.from(`\n${line('last')}`),
    ]);
    expect(await report(server, body)).toEqual({
      accepted: 2,
      skipped: 0,
      rejected: 1,
      errors: [{ line: 2, message: expect.stringContaining(message) }],
    });
    expect(await exported(server)).toBe(`${line('first')}\n${line('last')}\n`);
  });

  it('is refused when it is too long, and the lines around it are stored', async () => {
    const server = await open({ TRACE_MAX_BYTES: '2000' });
    const body = `${line('first')}\n${'x'.repeat(5_000)}\n${line('last')}\n${line('y'.repeat(2_000))}`;
    const { accepted, rejected, errors } = await report(server, body);
    expect([accepted, rejected]).toEqual([2, 2]);
    expect(errors.at(0)).toEqual({
      line: 2,
      message: 'Expected a line of at most 2000 bytes, got 5000',
    });
    expect(errors[1]?.line).toBe(4);
    expect(await exported(server)).toBe(`${line('first')}\n${line('last')}\n`);
  });
});

describe('An imported file', () => {
  const open = serverFactory();

  it('may begin with a byte order mark, end lines in CRLF, hold blank ones and end without one', async () => {
    const server = await open();
    const body = `\uFEFF${line('a')}\r\n\r\n  \t\n\n${line('b')}\r\n${line('c')}`;
    expect(await report(server, body)).toEqual({
      accepted: 3,
      skipped: 0,
      rejected: 0,
      errors: [],
    });
    expect(await exported(server)).toBe(`${line('a')}\n${line('b')}\n${line('c')}\n`);
  });

  it('has its blank lines counted, so that an error names the line of the file', async () => {
    const server = await open();
    const { errors } = await report(server, `\r\n\n${line('a')}\n\nnonsense\n`);
    expect(errors.map(({ line: number }) => number)).toEqual([5]);
  });

  it('may be empty', async () => {
    const server = await open();
    for (const body of ['', '\n', '\uFEFF\r\n']) {
      expect(await report(server, body)).toEqual({
        accepted: 0,
        skipped: 0,
        rejected: 0,
        errors: [],
      });
    }
  });

  it('has the first thousand of its errors listed, and all counted', async () => {
    const server = await open();
    const { accepted, rejected, errors } = await report(server, '{}\n'.repeat(1_500));
    expect([accepted, rejected, errors.length]).toEqual([0, 1_500, 1_000]);
    expect(errors.at(-1)?.line).toBe(1_000);
  });

  it('is asked for when a request has no body', async () => {
    const server = await open();
    const response = await server.fetch('/traces/import', { method: 'POST' });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      title: 'Empty body',
      detail: 'Expected JSON Lines in the body, one trace a line, got nothing',
    });
  });

  it('may be compressed', async () => {
    const server = await open();
    const lines = Array.from({ length: 2_000 }, (_, index) => `${line(`é ${index}`)}\n`).join('');
    const response = await server.fetch('/traces/import', {
      method: 'POST',
      headers: { 'content-encoding': 'gzip' },
      body: gzipSync(lines),
    });
    expect(countsOf(await response.json())).toEqual({
      accepted: 2_000,
      skipped: 0,
      rejected: 0,
      errors: [],
    });
    expect(await exported(server)).toBe(lines);
  });

  it('that says it is compressed, and is not, is refused', async () => {
    const server = await open();
    const response = await server.fetch('/traces/import', {
      method: 'POST',
      headers: { 'content-encoding': 'gzip' },
      body: line('p'),
    });
    expect(response.status).toBe(400);
    expect((await response.json()).detail).toBe(
      'Expected a whole file in gzip: incorrect header check. Nothing was stored before.',
    );
    expect((await server.data(COUNT)).traces.totalCount).toBe(0);
  });

  it.for([
    ['content-encoding: GZIP', { 'content-encoding': 'GZIP' }],
    ['nothing', {}],
  ] as const)(
    'in gzip that is cut off, sent with %s, has what can be read stored, and says up to which line',
    async ([, headers]) => {
      const server = await open();
      const lines = Array.from({ length: 2_500 }, (_, index) => line(`${randomUUID()} ${index}`));
      const packed = gzipSync(lines.map((text) => `${text}\n`).join(''));
      const body = packed.subarray(0, packed.length - 20_000);
      const response = await server.fetch('/traces/import', { method: 'POST', headers, body });
      const { totalCount } = (await server.data(COUNT)).traces;
      expect(totalCount).toBeGreaterThan(1_000);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        detail: `Expected a whole file in gzip: unexpected end of file. Stored before: ${totalCount} traces, up to line ${totalCount}. Import the file again when it is whole: what is stored is skipped.`,
        accepted: totalCount,
        skipped: 0,
        rejected: 0,
      });
      const whole = await report(server, gzipSync(lines.join('\n')));
      expect(whole).toMatchObject({ accepted: 2_500 - totalCount, skipped: totalCount });
    },
  );

  it('of nothing but blank lines without end is given up', async () => {
    const server = await open();
    const body = gzipSync(Buffer.alloc(300_000_000, '\n'));
    const response = await post(server, '/traces/import', body);
    expect(response.status).toBe(400);
    expect((await response.json()).detail).toMatch(
      /^Expected traces, got more than 1000000 blank lines one after another, up to line 1000001\./,
    );
  });

  it.for<[string, (text: string) => Uint8Array<ArrayBuffer>]>([
    ['a list in one line', (text) => Buffer.from(`[${text}]`)],
    ['a list over many lines', (text) => Buffer.from(indented(`[${text}]`))],
    ['a list in UTF-16', (text) => Buffer.from(`\uFEFF${indented(`[${text}]`)}`, 'utf16le')],
    ['UTF-16 of the other order, without a mark', (text) => swapped(`[${text}]`)],
    ['a list in gzip', (text) => gzipSync(indented(`[${text}]`))],
    ['two lists', (text) => Buffer.from(`[${text}]\n[]`)],
    [
      'parts with a byte order mark each',
      (text) => Buffer.from(`\uFEFF${text.replace(',{"trace', '\n\uFEFF{"trace')}`),
    ],
    [
      'objects over many lines',
      (text) =>
        Buffer.from(
          `${JSON.parse(`[${text}]`)
            .map((each: unknown) => JSON.stringify(each, null, 2))
            .join('\n')}`,
        ),
    ],
  ])('may be %s', async ([, encode]) => {
    const server = await open();
    const traces = [line('Größe? "[{,', { meta: { a: [{ b: '\\"' }] } }), line('𝄞')];
    for (const query of ['', '?atomic=true&onDuplicate=keep']) {
      expect(await report(server, encode(traces.join(',')), query)).toMatchObject({ accepted: 2 });
    }
    expect(await exported(server)).toBe(`${[...traces, ...traces].join('\n')}\n`);
  });

  it('that is a list has each of its faults named with the line on which the item begins', async () => {
    const server = await open();
    const body = `[\n${line('a')},\n\n{\n"prompt": 1},\n7\n${line('b')},\n{"x":"`;
    const { accepted, errors } = await report(server, body);
    expect(accepted).toBe(2);
    expect(
      errors.map((error: { line: number; message: string }) => [
        error.line,
        error.message.slice(0, 46),
      ]),
    ).toEqual([
      [4, 'trace_version: Expected `trace_version` to be '],
      [6, 'Expected an object, got 7'],
      [8, 'Expected JSON: Unterminated string at characte'],
    ]);
    expect(await report(server, `[\n${line('c')}\n`)).toMatchObject({
      accepted: 1,
      errors: [
        {
          line: 3,
          message: 'Expected the end of the list, `]`, got the end of the file: it may be cut off',
        },
      ],
    });
  });

  it.for<[string, string | Uint8Array<ArrayBuffer>, RegExp]>([
    [
      'a table without a column',
      'prompt,final_answer\nWhat is 1+1?,2\n',
      /^trace_version: Expected `trace_version` to be a string, but it is missing/,
    ],
    ['Latin-1', Buffer.from(line('Größe'), 'latin1'), /got the byte 0xF6 .* iconv -f WINDOWS-1252/],
    [
      'a list in Latin-1',
      Buffer.from(indented(`[${line('Größe')}]`), 'latin1'),
      /got the byte 0xF6/,
    ],
    [
      'a number that overflows',
      `[${line('p', { meta: { a: 0 } }).replace('0}}', '1e400}}')}]`,
      /meta\.a: Expected a finite number, got Infinity/,
    ],
  ])('that is %s is refused by its line, and for what it is', async ([, body, message]) => {
    const server = await open();
    const { accepted, errors } = await report(server, body);
    expect(accepted).toBe(0);
    expect(errors[0]?.message).toMatch(message);
  });

  it('that is no text is refused for what it is', async () => {
    const server = await open();
    const response = await post(server, '/traces/import', Buffer.from('PAR1\0\0\0\0\0'));
    expect([response.status, (await response.json()).detail]).toEqual([
      400,
      'Expected a whole Parquet file: it has 9 bytes. Nothing was stored before.',
    ]);
  });

  it.for([
    ['content-encoding', 'br', 415, 'Expected gzip or none, got br'],
    [
      'content-type',
      'multipart/form-data; boundary=x',
      415,
      'Expected the lines as the body itself, got multipart/form-data',
    ],
  ] as const)('is refused with the %s %s', async ([name, value, status, detail]) => {
    const server = await open();
    const response = await server.fetch('/traces/import', {
      method: 'POST',
      headers: { [name]: value },
      body: line('p'),
    });
    expect(response.status).toBe(status);
    expect((await response.json()).detail).toContain(detail);
  });

  it('is refused with an `atomic` that is neither true nor false', async () => {
    const server = await open();
    const response = await post(server, '/traces/import?atomic=yes', line('p'));
    expect(response.status).toBe(400);
    expect((await response.json()).detail).toBe(
      'atomic: Expected `atomic` to be "true" or "false", got "yes"',
    );
  });

  it.for<[string, string | Uint8Array<ArrayBuffer>, object]>([
    ['questions in a table', 'question;answer\n"1; 1?";2\n', { format: 'questions', accepted: 1 }],
    [
      'GSM8K in Zstandard',
      zstdCompressSync('{"question":"q","answer":"a\\n#### 1"}\n{"question":"r","answer":"none"}'),
      {
        format: 'gsm8k',
        accepted: 1,
        errors: [
          {
            line: 2,
            message:
              'Expected a row of GSM8K (`question`, `answer` with `#### …` at its end), got the fields question, answer',
          },
        ],
      },
    ],
    [
      'a list of pairs',
      JSON.stringify([
        {
          conversations: [{ from: 'human', value: 'Hi' }],
          chosen: { from: 'gpt', value: 'Hello' },
          rejected: { from: 'gpt', value: 'What?' },
        },
      ]),
      { format: 'preference', accepted: 2 },
    ],
  ])('may be %s, and says what it was read as', async ([, body, expected]) => {
    const server = await open();
    expect(await report(server, body)).toMatchObject(expected);
    const atomic = await post(server, '/traces/import?atomic=true&onDuplicate=keep', body);
    expect(await atomic.json()).toMatchObject({ format: Object(expected).format });
  });

  it('is read as what it is said to be', async () => {
    const server = await open();
    const body = '{"question":"q","answer":"a\\n#### 1"}';
    expect(await report(server, body, '?format=questions')).toMatchObject({ format: 'questions' });
    expect(await exported(server)).toContain('"final_answer":"a\\n#### 1"');
    const response = await post(server, '/traces/import?format=parquet', body);
    expect(response.status).toBe(400);
    expect((await response.json()).detail).toContain('format: Expected');
  });

  it('may come in pieces that cut characters and lines anywhere', async () => {
    const server = await open();
    const body = Buffer.from(`${line('𝄞é漢\u2028')}\r\n${line('"\\n"')}\n`);
    const pieces = streamOf([...body].map((byte) => Uint8Array.of(byte)));
    expect(await report(server, pieces)).toMatchObject({ accepted: 2, rejected: 0 });
    expect(await exported(server)).toBe(`${line('𝄞é漢\u2028')}\n${line('"\\n"')}\n`);
  });

  it.for<[string, AsyncIterable<Uint8Array>, object]>([
    [
      'twenty thousand lines',
      repeated(Buffer.from(`${line('x'.repeat(4_950))}\n`), 20_000),
      { accepted: 20_000, rejected: 0 },
    ],
    [
      'one line that never ends',
      repeated(Buffer.alloc(1_000_000, '{'), 100),
      {
        accepted: 0,
        rejected: 1,
        errors: [{ line: 1, message: 'Expected a line of at most 4194304 bytes, got 100000000' }],
      },
    ],
  ])(
    'of 100 MB in %s passes through memory that does not grow with it',
    async ([, source, expected]) => {
      const memory = measureMemory(source);
      const server = await open();
      const body = streamOf(memory.source);
      expect(await report(server, body, '?onDuplicate=keep')).toMatchObject(expected);
      expect(memory.measurements()).toBeGreaterThanOrEqual(10);
      expect(memory.growth()).toBeLessThan(50_000_000);
    },
  );
});

describeOnEachDatabase('An import', (open) => {
  it('skips what is stored already and what it has twice, and says how many', async () => {
    const server = await open();
    const first = [line('a'), line('b'), line('a')].join('\n');
    expect(await report(server, first)).toEqual({
      accepted: 2,
      skipped: 1,
      rejected: 0,
      errors: [],
    });
    const again = `${first}\n${line('c')}`;
    expect(await report(server, again, '?atomic=true')).toMatchObject({ accepted: 1, skipped: 3 });
    expect(await exported(server)).toBe(`${line('a')}\n${line('b')}\n${line('c')}\n`);
  });

  it('skips nothing with `onDuplicate=keep`', async () => {
    const server = await open();
    const body = `${line('a')}\n${line('a')}`;
    for (const query of ['?onDuplicate=keep', '?onDuplicate=keep&atomic=true']) {
      expect(await report(server, body, query)).toMatchObject({ accepted: 2, skipped: 0 });
    }
    expect((await server.data(COUNT)).traces.totalCount).toBe(4);
  });

  it('stores a content once when it is sent twice at the same moment', async () => {
    const server = await open();
    const lines = Array.from({ length: 2_000 }, (_, index) => `${line(`${index}`)}\n`).join('');
    const reports = await Promise.all([report(server, lines), report(server, lines)]);
    expect(reports.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(2_000);
    expect((await server.data(COUNT)).traces.totalCount).toBe(2_000);
  });

  it('of several batches keeps the order of the file', async () => {
    const server = await open();
    const lines = Array.from({ length: 2_500 }, (_, index) => `${line(`prompt ${index}`)}\n`);
    expect(await report(server, lines.join(''))).toMatchObject({ accepted: 2_500 });
    expect(await exported(server)).toBe(lines.join(''));
  });

  it('with `atomic` stores nothing when a line is wrong, and says which', async () => {
    const server = await open();
    const body = `${`${line('good')}\n`.repeat(1_200)}nonsense\n${line('good')}\n`;
    const response = await post(server, '/traces/import?atomic=true', body);
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      title: 'Import refused',
      accepted: 0,
      rejected: 1,
      errors: [{ line: 1_201, message: expect.stringContaining('Expected JSON') }],
    });
    expect((await server.data(COUNT)).traces.totalCount).toBe(0);
    expect(await readdir(join(server.home, 'imports'))).toEqual([]);
  });

  it('with `atomic` stores everything when all lines are good', async () => {
    const server = await open();
    const lines = Array.from({ length: 1_200 }, (_, index) => `${line(`${index}`)}\n`).join('');
    const response = await post(server, '/traces/import?atomic=true', `\uFEFF\r\n${lines}`);
    expect(countsOf(await response.json())).toEqual({
      accepted: 1_200,
      skipped: 0,
      rejected: 0,
      errors: [],
    });
    expect(await exported(server)).toBe(lines);
    expect(await readdir(join(server.home, 'imports'))).toEqual([]);
  });
});

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

async function report(server: TestServer, body: Body, query = '') {
  const response = await post(server, `/traces/import${query}`, body);
  expect(response.status).toBe(200);
  return countsOf(await response.json());
}

/** What became of the rows, without which import it was. */
function countsOf({ import: _id, scores: _scores, importedBefore: _earlier, ...counts }: Report) {
  return counts;
}

type Report = { accepted: number; skipped: number; rejected: number; errors: RowError[] } & Record<
  'import' | 'scores' | 'importedBefore' | 'format',
  unknown
>;

function post(server: TestServer, path: string, body: Body) {
  return server.fetch(path, { method: 'POST', body, duplex: 'half' } as RequestInit);
}

async function exported(server: TestServer): Promise<string> {
  return (await server.fetch('/traces/export.jsonl')).text();
}

function line(prompt: string, more: object = {}): string {
  const trace = { trace_version: '1.0', prompt, final_answer: 'answer', steps: [step(0)] };
  return JSON.stringify({ ...trace, ...more });
}

function indented(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 1);
}

function swapped(text: string): Uint8Array<ArrayBuffer> {
  return Buffer.from(text, 'utf16le').swap16();
}

function step(i: number) {
  return { i, type: 'think', content: `step ${i}` };
}

// Node's own stream type and the DOM's are one at run time.
function streamOf(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
  return NodeReadableStream.from(chunks) as ReadableStream<Uint8Array>;
}

async function* repeated(chunk: Uint8Array, count: number) {
  for (let index = 0; index < count; index++) yield chunk;
}
