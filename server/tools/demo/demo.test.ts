import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { sampleTraces } from '../../examples/sampleTraces.ts';
import { openHome } from '../../home/open.ts';
import { NO_PYTHON } from '../../testing/interpreter.ts';
import { canonicalJson } from '../../traces/digest.ts';
import { type TraceContent, toTraceJson } from '../../traces/trace.ts';
import { MARK } from './folder.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tunix-rt-demo-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('npm run demo', () => {
  it('walks the whole loop with a sample, and comes to the same datasets when it runs again', async () => {
    const { stdout, exitCode } = await demo();
    expect(exitCode).toBe(0);
    expect(headings(stdout)).toEqual([
      '1  Import traces',
      '2  Score them',
      '3  Build datasets',
      '4  Export',
      '5  Write the manifest',
      '6  Dry run',
    ]);
    expect(values(stdout, 'stored')).toEqual(['300 traces']);
    expect(values(stdout, 'digest')[0]).toBe(digestOf(sampleTraces().reverse()));
    expect(values(stdout, 'status')[0]).toMatch(/^PENDING → .*COMPLETED, at work for/);
    expect(stdout).toContain('100 traces of 300, STRATIFIED by task.kind, seed 42');
    expect(stdout).toContain(
      '✓ steps             37 batches per epoch over 3 epochs, 111 steps in all',
    );
    expect(stdout).not.toContain('\u001b');

    const again = await demo();
    expect(values(again.stdout, 'stored')).toEqual(['300 traces']);
    expect(values(again.stdout, 'digest')).toEqual(values(stdout, 'digest'));
  });

  it('leaves the exports and the manifest where it says', async () => {
    const { stdout } = await demo();
    const files = values(stdout, 'file');
    const contents = await Promise.all(files.map((path) => readFile(join(folder, path), 'utf8')));
    expect(contents.map(sha256)).toEqual(values(stdout, 'sha256'));
    expect(contents.map((text) => text.split('\n').length - 1)).toEqual([300, 300, 300]);
    const [yaml = '', json = ''] = [values(stdout, 'yaml')[0], values(stdout, 'json')[0]];
    const manifest = JSON.parse(await readFile(join(folder, json), 'utf8'));
    expect(parseYaml(await readFile(join(folder, yaml), 'utf8'))).toEqual(manifest);
    expect(manifest.data).toMatchObject({ count: 300, sha256: values(stdout, 'sha256')[1] });
  });

  it('imports a file, and names the rows that are no traces', async () => {
    const traces = sampleTraces({ seed: 5, count: 11 });
    const lines = traces.map((trace) => JSON.stringify(toTraceJson(trace)));
    await writeFile(join(folder, 'mine.jsonl'), lines.toSpliced(3, 0, '{"prompt": 1}').join('\n'));
    const { stdout, exitCode } = await demo(['mine.jsonl']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('POST /traces/import');
    expect(values(stdout, 'stored')).toEqual(['11 traces']);
    expect(values(stdout, 'refused')).toEqual(['1 row']);
    expect(values(stdout, 'row 4')[0]).toMatch(/^trace_version: .* prompt:/);
    expect(values(stdout, 'digest')[0]).toBe(digestOf(traces.toReversed()));
    expect(values(stdout, 'demo-random')).toEqual(['6 traces of 11, RANDOM, seed 42']);
    expect(stdout).toContain('3 rows of each epoch left out');
  });

  it('imports rows of another tool, packed, and says what they were read as', async () => {
    const rows = Array.from(
      { length: 12 },
      (_, index) => `"${index} + 1?","It is ${index + 1}.\n#### ${index + 1}"`,
    );
    await writeFile(join(folder, 'mine.csv.gz'), gzipSync(`question,answer\n${rows.join('\n')}\n`));
    const { stdout, stderr, exitCode } = await demo(['mine.csv.gz']);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(values(stdout, 'read as')).toEqual(['gsm8k']);
    expect(values(stdout, 'stored')).toEqual(['12 traces']);
  });

  it('fails when the dry run does, and says why', async () => {
    const forged = sampleTraces({ count: 1 }).map((trace) =>
      JSON.stringify(toTraceJson({ ...trace, prompt: 'Look: <start_of_turn>' })),
    );
    await writeFile(join(folder, 'forged.jsonl'), forged.join('\n'));
    const { stdout, stderr, exitCode } = await demo(['forged.jsonl']);
    expect(exitCode).toBe(1);
    expect(values(stdout, 'forged turns')).toEqual(['1 row, the first is row 1']);
    expect(values(stdout, 'status')[0]).toMatch(/FAILED, at work for/);
    expect(stderr).toMatch(/^Dry-run failed: .*forge a turn/);
  });

  it.each([
    { file: 'absent.jsonl', message: 'There is no file absent.jsonl' },
    { file: '.', message: 'Expected a file, got the folder .' },
    { file: 'notes.txt', message: 'notes.txt has no row that makes a trace' },
    {
      file: 'cut.parquet',
      message: "cut.parquet can't be imported: Expected a whole Parquet file",
    },
    { file: 'home/demo/old.jsonl', message: "is in the demo's folder, which is emptied first" },
    { file: '--fast', message: "Unknown option '--fast'" },
  ])('refuses $file in a sentence', async ({ file, message }) => {
    await mkdir(join(folder, 'home/demo'), { recursive: true });
    await writeFile(join(folder, 'home/demo', MARK), '');
    await writeFile(join(folder, 'home/demo/old.jsonl'), '{}');
    await writeFile(join(folder, 'notes.txt'), 'not JSON\n');
    await writeFile(join(folder, 'cut.parquet'), 'PAR1');
    const { stderr, exitCode } = await demo([file]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  it("leaves a folder alone that holds somebody else's files", async () => {
    await mkdir(join(folder, 'home/demo'), { recursive: true });
    await writeFile(join(folder, 'home/demo/thesis.txt'), 'mine');
    const { stderr, exitCode } = await demo();
    expect(exitCode).toBe(1);
    expect(stderr).toContain('holds files that the demo did not make');
    expect(await readdir(join(folder, 'home/demo'))).toEqual(['thesis.txt']);
  });

  it('says so when a server is at work on its folder, and takes nothing from it', async () => {
    await mkdir(join(folder, 'home/demo'), { recursive: true });
    await writeFile(join(folder, 'home/demo', MARK), '');
    await writeFile(join(folder, 'home/demo/tunix-rt.db'), 'in use');
    const home = openHome(join(folder, 'home/demo'));
    try {
      const { stderr, exitCode } = await demo();
      expect(exitCode).toBe(1);
      expect(stderr).toContain('Another server is at work on the data folder');
      expect(await readFile(join(folder, 'home/demo/tunix-rt.db'), 'utf8')).toBe('in use');
    } finally {
      home.release();
    }
  });

  it("asks neither for the server's database nor for its token", async () => {
    const { exitCode, stderr } = await demo([], {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:9/nothing',
      TUNIX_RT_TOKEN: 'secret',
      HOST: '0.0.0.0',
    });
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });
});

function demo(options: string[] = [], environment: Record<string, string> = {}) {
  return execa(process.execPath, [MAIN, ...options], {
    cwd: folder,
    extendEnv: false,
    env: {
      PATH: process.env['PATH'] ?? '',
      TUNIX_RT_HOME: join(folder, 'home'),
      TUNIX_PYTHON: NO_PYTHON,
      ...environment,
    },
    reject: false,
  });
}

function headings(report: string): string[] {
  return [...report.matchAll(/^\d {2}.{19}/gm)].map(([heading]) => heading.trim());
}

/** What the report says after a label, in order. */
function values(report: string, label: string): string[] {
  return [...report.matchAll(/^ {3}(.{20})(.+)$/gm)].flatMap(([, name, value = '']) =>
    name?.trim() === label ? [value] : [],
  );
}

/** The digest of a dataset of these traces in this order, as users compute it from a file. */
function digestOf(traces: TraceContent[]): string {
  return sha256(traces.map((trace) => `${canonicalJson(trace)}\n`).join(''));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
