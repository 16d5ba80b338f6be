import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import { folderAt, runFolder } from '../home/layout.ts';
import { trainerProcess } from '../training/supervisor/protocol.ts';
import { eventsOf } from './eventStream.ts';
import type { OpenServer, TestServer } from './testServer.ts';
import { until } from './until.ts';

/** What stands in for a Python with google-tunix. */
export const TRAINER = fileURLToPath(new URL('trainer.ts', import.meta.url));

/** A server that can be asked, in this process or in another. */
export type Asked = Pick<TestServer, 'home' | 'data' | 'fetch'>;

/** Opens servers that train with the fixture trainer on a dataset `sample-1`; trainings end with the test. */
export function trainingFactory(open: OpenServer): OpenServer {
  const homes: string[] = [];
  const servers: TestServer[] = [];
  afterEach(async () => {
    // Closed first, so that nothing begins while the rest is ended.
    for (const server of servers.splice(0)) await server.application.close();
    for (const home of homes.splice(0)) await endTrainings(home);
  });
  return async (environment = {}) => {
    const server = await open({ TUNIX_PYTHON: TRAINER, ...environment });
    servers.push(server);
    homes.push(environment['TUNIX_RT_HOME'] ?? server.home);
    await buildSample(server);
    return server;
  };
}

/** Builds a dataset `sample-1` of one trace. */
export async function buildSample(server: Asked): Promise<void> {
  await server.data(
    `mutation { createTrace(input: { traceVersion: "1.0", prompt: "How much is 1 + 1?", finalAnswer: "2",
      steps: [{ i: 0, type: "add", content: "1 + 1 = 2" }] }) { ... on Trace { id } } }`,
  );
  const { buildDataset } = await server.data(
    'mutation { buildDataset(input: { name: "sample", version: "1" }) { ... on Dataset { key } ... on Error { message } } }',
  );
  if (!buildDataset.key) throw new Error(buildDataset.message);
}

/** Starts a training that does what a script for the fixture trainer says; answers the run's id. */
export async function startTraining(
  server: Asked,
  script: string,
  input: {
    datasetKey?: string;
    split?: string;
    timeoutSeconds?: number;
    outputDir?: string;
    modelId?: string;
    training?: object;
  } = {},
): Promise<string> {
  const { startRun } = await server.data(
    `mutation ($input: StartRunInput!) { startRun(input: $input) {
      ... on Run { id } ... on Error { message }
    } }`,
    { input: { datasetKey: 'sample-1', modelId: `fixture/${script}`, mode: 'LOCAL', ...input } },
  );
  if (!startRun.id) throw new Error(startRun.message);
  return startRun.id;
}

/** Says what the fixture trainer does with models that are not its own. */
export async function scriptTrainings(home: string, script: string): Promise<void> {
  await writeFile(join(home, 'training.script'), script);
}

/** Says what the fixture trainer does with evaluations. */
export async function scriptEvaluations(home: string, script: string): Promise<void> {
  await writeFile(join(home, 'evaluate.script'), script);
}

/** Says what the fixture trainer does with exports. */
export async function scriptExports(home: string, script: string): Promise<void> {
  await writeFile(join(home, 'export.script'), script);
}

/** Builds a dataset `questions-1` of so many questions with an answer, every other one of the level `hard`. */
export async function buildQuestions(server: Asked, count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, row) =>
    JSON.stringify({
      trace_version: '1.0',
      prompt: `How much is ${row} + 1?`,
      final_answer: `${row + 1}`,
      expected_answer: `${row + 1}`,
      steps: [],
      meta: { source: 'questions', level: row % 2 === 0 ? 'easy' : 'hard' },
    }),
  );
  await server.fetch('/traces/import', { method: 'POST', body: lines.join('\n') });
  const { buildDataset } = await server.data(
    `mutation { buildDataset(input: { name: "questions", version: "1", filter: { source: "questions" } }) {
      ... on Dataset { key traceCount } ... on Error { message } } }`,
  );
  if (buildDataset.traceCount !== count) throw new Error(JSON.stringify(buildDataset));
}

/** Starts an evaluation of `questions-1`; answers the run's id. */
export async function startEvaluation(
  server: Asked,
  subject: object,
  values: object = {},
): Promise<string> {
  const { startEvaluation: started } = await server.data(
    `mutation ($input: StartEvaluationInput!) { startEvaluation(input: $input) {
      ... on StartedRuns { runs { id } } ... on Error { message } } }`,
    { input: { subjects: [subject], datasetKey: 'questions-1', values } },
  );
  if (!started.runs) throw new Error(started.message);
  return started.runs[0].id;
}

export async function cancel(server: Asked, id: string) {
  const { cancelRun } = await server.data(
    `mutation ($id: ID!) { cancelRun(id: $id) {
      ... on Run { id status message } ... on Error { code message }
    } }`,
    { id },
  );
  return cancelRun;
}

export async function runOf(server: Asked, id: string) {
  const { run } = await server.data(
    `query ($id: ID!) { run(id: $id) {
      id mode status message exitCode step plannedSteps startedAt endedAt retryOfId resumedFromId
      logLineCount stdout stderr checkpoints { step path sizeBytes isAdapter }
    } }`,
    { id },
  );
  return run;
}

/** Waits until a run is in one of some statuses, and answers the run. */
export function reached(server: Asked, id: string, ...statuses: string[]) {
  return until(`the run is ${statuses.join(' or ')}`, async () => {
    const run = await runOf(server, id);
    return statuses.includes(run.status) ? run : null;
  });
}

export function ended(server: Asked, id: string) {
  return reached(server, id, 'COMPLETED', 'FAILED', 'TIMED_OUT', 'CANCELLED');
}

/** Waits until a run has printed a line, on either stream. */
export function printed(server: Asked, id: string, text: string) {
  return until(`the run prints ${text}`, async () => {
    const { stdout, stderr } = await runOf(server, id);
    return stdout.includes(text) || stderr.includes(text);
  });
}

/** Lets a trainer that waits for a file of that name go on. */
export async function releaseTrainer(
  { home }: Pick<Asked, 'home'>,
  id: string,
  name: string,
): Promise<void> {
  await writeFile(join(runFolder(home, id).path, name), '');
}

type Line = { seq: number; stream: 'STDOUT' | 'STDERR'; text: string };

export async function linesOf(server: Asked, id: string): Promise<Line[]> {
  const lines: Line[] = [];
  for (let after = 0; ; ) {
    const { run } = await server.data(
      `query ($id: ID!, $after: Int!) { run(id: $id) {
        log(after: $after, first: 1000) { cursor lines { seq stream text } }
      } }`,
      { id, after },
    );
    if (run.log.lines.length === 0) return lines;
    for (const line of run.log.lines) lines.push(line);
    after = run.log.cursor;
  }
}

export async function textsOf(server: Asked, id: string, stream: Line['stream'] = 'STDOUT') {
  const lines = await linesOf(server, id);
  return lines.filter((line) => line.stream === stream).map(({ text }) => text);
}

type Point = { seq: number; name: string; step: number; value: number | null; text: string | null };

/** All the metric points of a run that has ended, from its subscription. */
export async function pointsOf(server: Asked, id: string): Promise<Point[]> {
  const batches = await eventsOf(
    server,
    'subscription ($id: ID!) { runMetrics(id: $id) { points { seq name step value text } } }',
    { id },
  );
  return (await Array.fromAsync(batches)).flatMap(({ data }) => data.runMetrics.points);
}

/** The process of a run's trainer, once it has started. */
export function trainerOf(home: string, id: string): Promise<number> {
  return until('the trainer has started', () => trainerAt(runFolder(home, id).path));
}

/** Whether a process is at work; one that has ended and is not yet reaped is not. */
export function isAtWork(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function trainerAt(path: string): number | null {
  const { trainer } = folderAt(path);
  if (!existsSync(trainer)) return null;
  return trainerProcess.parse(JSON.parse(readFileSync(trainer, 'utf8'))).pid;
}

/** Ends whatever works in the folders of runs: supervisors, trainers and what these left behind. */
export async function endTrainings(home: string): Promise<void> {
  await until('nothing works in the folders of runs', () => {
    const pids = processesIn(join(home, 'runs'));
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    return pids.length === 0;
  });
}

function processesIn(folder: string): number[] {
  const pids = existsSync('/proc') ? readdirSync('/proc').map(Number).filter(Boolean) : [];
  return pids.filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder) && isAtWork(pid);
    } catch {
      return false;
    }
  });
}
