import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { unpackTar } from 'modern-tar/fs';
import { describe, expect, it } from 'vitest';
import { EXPORTED_TRACES, storeExported } from '../../testing/exportedTraces.ts';
import { temporaryDirectory } from '../../testing/interpreter.ts';
import {
  describeOnEachDatabase,
  serverFactory,
  type TestServer,
} from '../../testing/testServer.ts';
import { OWN_FORMATS } from '../formats/traceRecords.ts';

const PYTHON = process.env['DATASETS_PYTHON'];
const SCRIPT = fileURLToPath(new URL('../../testing/compareDatasets.py', import.meta.url));
const FORMATS = [
  ...['messages', 'prompt_completion', 'preference&criteria=place'].flatMap((format) => [
    `${format}&reasoning=reasoning_content`,
    `${format}&reasoning=think`,
  ]),
  'questions',
  ...OWN_FORMATS,
];
describeOnEachDatabase('A folder of a dataset', (open) => {
  it('is the same every time, and its card tells what it holds', async () => {
    const server = await open();
    await storeExported(server, EXPORTED_TRACES);
    const path = '/datasets/d-1/export.tar?format=questions&licence=cc-by-4.0';
    const first = await (await server.fetch(path)).arrayBuffer();
    expect(
      Buffer.from(await (await server.fetch(path)).arrayBuffer()).equals(Buffer.from(first)),
    ).toBe(true);
    const { exportDataset } = await server.data(
      `mutation { exportDataset(input: { datasetKey: "d-1", format: QUESTIONS, file: TAR, licence: "cc-by-4.0" }) {
        ... on DatasetExport { url filename bytes recordCount leftOut { count } } } }`,
    );
    expect(exportDataset).toMatchObject({
      filename: 'd-1-questions.tar',
      bytes: first.byteLength,
      recordCount: 2,
      leftOut: { count: 2 },
    });
    const folder = await unpacked(first);
    const card = await readFile(join(folder, 'd-1-questions/README.md'), 'utf8');
    const { dataset } = await server.data('{ dataset(key: "d-1") { digest } }');
    expect(card).toMatch(/^---\nlicense: cc-by-4.0\n/);
    expect(card).toContain(`| digest of the traces | \`${dataset.digest}\` |`);
    expect(card).toContain('| rows | 2 |');
    expect(card).toContain('2 traces are left out: they have no expected answer');
  });
});

describe.skipIf(!PYTHON)(
  `An export, read by Hugging Face's datasets${PYTHON ? '' : ' (skipped: DATASETS_PYTHON names no interpreter that has it)'}`,
  () => {
    const open = serverFactory();

    it('is the same from every kind of file, also where later rows hold more than the first', async () => {
      const server = await open();
      await storeExported(server, manyTraces());
      const folder = await temporaryDirectory();
      const files: Compared[] = [];
      for (const format of FORMATS.filter((one) => !isOwn(one))) {
        const lines = await save(server, { folder, file: 'jsonl', format });
        const json = await save(server, { folder, file: 'json', format });
        const parquet = await save(server, { folder, file: 'parquet', format });
        files.push(['json', lines, lines], ['json', json, lines], ['parquet', parquet, lines]);
      }
      const counts = await compare(files);
      expect(counts).toHaveLength(21);
      expect(Math.min(...counts)).toBeGreaterThan(250);
    });

    it('is read from its folder with nothing else said', async () => {
      const server = await open();
      await storeExported(server, EXPORTED_TRACES);
      const files: Compared[] = [];
      for (const format of FORMATS) {
        const folder = await temporaryDirectory();
        const lines = await save(server, { folder, file: 'jsonl', format });
        const archive = await server.fetch(`/datasets/d-1/export.tar?format=${format}`);
        const path = join(await unpacked(await archive.arrayBuffer()), nameIn(archive));
        files.push(['folder', path, lines]);
      }
      expect(await compare(files)).toEqual([4, 4, 4, 4, 2, 2, 2, 4, 4, 4]);
    });

    it('is found to differ where it does', async () => {
      const folder = await temporaryDirectory();
      const [one, other] = [join(folder, 'one.jsonl'), join(folder, 'other.jsonl')];
      await writeFile(one, '{"a":1}\n');
      await writeFile(other, '{"a":2}\n');
      await expect(compare([['json', one, other]])).rejects.toThrow(
        "has in row 1 {'a': 1}, not {'a': 2}",
      );
    });
  },
);

/** How it is read, where it is, and the lines that have the same. */
type Compared = [kind: 'json' | 'parquet' | 'folder', path: string, lines: string];

/** More than what is looked at to tell the types of columns; the first have little of what others have. */
function manyTraces() {
  const [, plain, short] = EXPORTED_TRACES;
  const padding = 'x'.repeat(20_000);
  const padded = Array.from({ length: 600 }, (_, index) => ({
    ...short,
    context: undefined,
    prompt: `${padding} ${index >> 1}`,
    final_answer: `${index}`,
    meta: undefined,
  }));
  // The newest are the first of the dataset.
  return [...EXPORTED_TRACES, { ...plain, expected_answer: 'late' }, ...padded];
}

async function compare(files: Compared[]): Promise<number[]> {
  const { stdout } = await execa(
    String(PYTHON),
    [SCRIPT, ...files.map((file) => JSON.stringify(file))],
    { env: { HF_HUB_OFFLINE: '1', HF_HOME: await temporaryDirectory() } },
  );
  return JSON.parse(stdout);
}

async function save(
  server: TestServer,
  { folder, file, format }: { folder: string; file: string; format: string },
): Promise<string> {
  const response = await server.fetch(`/datasets/d-1/export.${file}?format=${format}`);
  const path = join(folder, `${format.replaceAll(/\W/g, '-')}.${file}`);
  await writeFile(path, new Uint8Array(await response.arrayBuffer()));
  return path;
}

function nameIn({ headers }: Response): string {
  return /filename="(.*)\.tar"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? '';
}

function isOwn(format: string): boolean {
  return OWN_FORMATS.some((own) => own === format);
}

async function unpacked(archive: ArrayBuffer): Promise<string> {
  const folder = await temporaryDirectory();
  await pipeline(Readable.from([Buffer.from(archive)]), unpackTar(folder));
  return folder;
}
