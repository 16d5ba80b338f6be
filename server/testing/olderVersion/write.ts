// node server/testing/olderVersion/write.ts FOLDER, in a checkout of a version, writes what a server of it keeps: a
// data folder, a PostgreSQL database with its data folder, and what each tells of itself. A later version opens them.
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { execa } from 'execa';
import { sampleTraces } from '../../examples/sampleTraces.ts';
import { toTraceJson } from '../../traces/trace.ts';
import { createDatabase } from '../postgresql.ts';
import { startServerProcess } from '../serverProcess.ts';
import { type Asked, ended, startTraining, TRAINER } from '../training.ts';
import { tell } from './tell.ts';

const folder = resolve(process.argv[2] ?? '.');
await mkdir(folder, { recursive: true });
await write('sqlite', '');
const database = await createDatabase();
await write('postgresql', database.url);
const dump = await execa('pg_dump', ['--inserts', '--no-owner', database.url]);
// What begins with a backslash is for psql alone.
const statements = dump.stdout.split('\n').filter((line) => !line.startsWith('\\'));
writeFileSync(join(folder, 'postgresql.sql.gz'), gzipSync(statements.join('\n')));
await database.drop();

async function write(name: string, databaseUrl: string): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'tunix-rt-older-'));
  const environment = { TUNIX_PYTHON: TRAINER, DATABASE_URL: databaseUrl };
  const server = await startServerProcess({ home, environment });
  await fill(server);
  const told = await tell(server);
  writeFileSync(join(folder, `${name}.json.gz`), gzipSync(JSON.stringify(told)));
  await server.end();
  await execa('tar', ['-czf', join(folder, `${name}.tar.gz`), '-C', home, '.']);
  await rm(home, { recursive: true });
}

async function fill(server: Asked): Promise<void> {
  const traces = [
    ...sampleTraces().slice(0, 30).map(toTraceJson),
    ...Array.from({ length: 12 }, (_, index) => ({
      trace_version: '1.0',
      prompt: `Übung ${index}: wie viel ist ${index} + ${index}?`,
      final_answer: String(2 * index),
      steps: Array.from({ length: 1 + (index % 4) }, (_, i) => ({
        i,
        type: 'rechnen',
        content: `${index} + ${index} 𝄞 漢字 ${'x'.repeat(index * 40)}`,
      })),
      meta: {
        source: 'older',
        task: { kind: index % 2 ? 'odd' : 'even' },
        tags: ['a', index],
        share: 0.1,
      },
    })),
  ];
  await server.fetch('/traces/import', {
    method: 'POST',
    body: traces.map((trace) => JSON.stringify(trace)).join('\n'),
  });
  await server.data('mutation { scoreTraces(input: {}) { __typename } }');
  const again = '{ filter: { source: "older" } }';
  await server.data(`mutation { scoreTraces(input: ${again}) { __typename } }`);
  for (const [name, how] of [
    ['all', ''],
    ['drawn', 'strategy: RANDOM, seed: 7, limit: 10'],
    [
      'even',
      'strategy: STRATIFIED, seed: 7, limit: 6, stratifyBy: "task.kind", filter: { source: "older" }',
    ],
    ['sample', 'limit: 20, filter: { score: { criteria: "baseline", min: 5 } }'],
  ] as const) {
    const input = `{ name: "${name}", version: "1", ${how} }`;
    await change(server, `buildDataset(input: ${input}) { __typename ... on Error { message } }`);
  }
  const tiny = 'datasetKey: "all-1", modelId: "tunix-rt/tiny", outputDir: "./out"';
  await change(
    server,
    `createManifest(input: { ${tiny}, training: { learningRate: 3e-4, lora: { rank: 4 } } }) { __typename ... on Error { message } }`,
  );
  const dryRun = await change(
    server,
    `startRun(input: { ${tiny}, mode: DRY_RUN }) { __typename ... on Run { id } ... on Error { message } }`,
  );
  await ended(server, dryRun.id);
  for (const script of [
    'settle;curve=40;checkpoint=20;checkpoint=40',
    'plan=9;steps=3;metric=train/loss,4,NaN;fail=out of memory;exit=1',
  ])
    await ended(server, await startTraining(server, script));
}

async function change(server: Asked, field: string) {
  const { outcome } = await server.data(`mutation { outcome: ${field} }`);
  if (outcome.message) throw new Error(outcome.message);
  return outcome;
}
