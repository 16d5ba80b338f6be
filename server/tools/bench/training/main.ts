// Measures training with real Tunix on the CPU: padding, the loop, the loss, the start. `docs/benchmarks.md` explains
// what is printed. Nothing is asserted. Parts can be named: `npm run bench:training -- packing loop loss start`.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { exportLine } from '../../../datasets/formats/traceRecords.ts';
import { readSettings } from '../../../env.ts';
import { sampleTraces } from '../../../examples/sampleTraces.ts';
import { createTunixProbe } from '../../../integrations/tunix/status.ts';
import { type TraceContent, traceJson } from '../../../traces/trace.ts';

const BENCH = fileURLToPath(new URL('../../../training/launcher/bench/main.py', import.meta.url));
const DATA = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));

const { TUNIX_PYTHON: python } = readSettings(process.env);
const status = await createTunixProbe({ python, signal: new AbortController().signal }).status();
if (!status.available) console.log(`Skipped: ${status.message}`);
else await measure();

async function measure(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tunix-rt-bench-'));
  try {
    const sets = await rowSets();
    const rows: string[] = [];
    for (const [name, traces] of Object.entries(sets)) {
      const path = join(folder, `${name}.jsonl`);
      await writeFile(path, traces.map((trace) => exportLine('tunix_sft', trace)).join(''));
      rows.push('--rows', `${name}=${path}`);
    }
    await execa(python, [BENCH, ...process.argv.slice(2), ...rows], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { JAX_PLATFORMS: 'cpu' },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Rows = (TraceContent & { id: string })[];

async function rowSets(): Promise<Record<string, Rows>> {
  const sets = { samples: numbered(sampleTraces().map((trace) => ({ ...trace }))) };
  return {
    ...sets,
    ...(await fileRows('gsm8k', 'gsm8k-train-2000.jsonl', gsm8kTrace)),
    ...(await fileRows('dev-reasoning-v2', 'dev-reasoning-v2.jsonl', (row) =>
      traceJson.parse(row),
    )),
  };
}

async function fileRows(
  name: string,
  file: string,
  read: (row: unknown) => TraceContent,
): Promise<Record<string, Rows>> {
  const path = join(DATA, file);
  if (!existsSync(path)) {
    console.log(`Skipped: ${name}, whose file ${file} is not here`);
    return {};
  }
  const lines = (await readFile(path, 'utf8')).trim().split('\n');
  return { [name]: numbered(lines.map((line) => read(JSON.parse(line)))) };
}

function numbered(traces: TraceContent[]): Rows {
  return traces.map((trace, index) => ({ ...trace, id: String(index) }));
}

/** A row of GSM8K: its lines are the steps, and its answer stands behind the last `####`. */
function gsm8kTrace(row: unknown): TraceContent {
  const { question, answer } = Object(row);
  const [reasoning = '', finalAnswer = ''] = String(answer).split('\n#### ');
  const steps = reasoning.split('\n').map((line, i) => ({
    i,
    type: 'step',
    content: line.replace(/<<[^>]*>>/g, ''),
  }));
  return { traceVersion: '1.0', prompt: String(question), finalAnswer, steps, meta: undefined };
}
