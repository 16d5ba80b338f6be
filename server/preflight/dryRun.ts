import { constants } from 'node:fs';
import { access, mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { datasetTraceIds } from '../datasets/traceIds.ts';
import { layoutOf, type RunFolder, runFolder } from '../home/layout.ts';
import { childEnvironment } from '../integrations/childEnvironment.ts';
import type { createTunixProbe } from '../integrations/tunix/status.ts';
import { numberLines, storeLines } from '../logs/store.ts';
import { storedManifest } from '../manifests/stored.ts';
import type { RunOutcome } from '../runs/queue.ts';
import { inspectEvaluation } from './evaluation.ts';
import type { Check } from './evidence.ts';
import { findLocalModel } from './model.ts';
import { type Prediction, predict } from './predict.ts';
import { reportText } from './report.ts';
import { type RowLengths, sidesOf } from './rowLengths.ts';
import { type DroppedRow, inspectRows } from './rows.ts';
import { runChecks } from './runChecks.ts';

/** What a dry run keeps of its findings. */
export type Preflight = {
  passed: boolean;
  checks: Check[];
  rowCount: number;
  /** How many rows training would drop; the first hundred of them are listed. */
  droppedCount: number;
  droppedRows: DroppedRow[];
  stepsPerEpoch: number;
  totalSteps: number;
  // What was found before there was packing has none.
} & Partial<Prediction>;

const LISTED_ROWS = 100;

/** Predicts what training would do with a manifest, drop or refuse, without training. */
export async function dryRun(
  {
    database,
    home,
    tunix,
    rowLengths,
  }: {
    database: Database;
    home: string;
    tunix: ReturnType<typeof createTunixProbe>;
    rowLengths: RowLengths;
  },
  run: Pick<Run, 'id' | 'datasetId' | 'datasetKey' | 'configuration'>,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const manifest = storedManifest(run.configuration);
  const dataset = await findDataset(database, run);
  if (!dataset) return datasetMissing(run.datasetKey);
  const { split } = manifest.dataset;
  const traceIds = await datasetTraceIds(database, { datasetId: dataset.id, split });
  const model = findLocalModel({ home, runId: run.id }, manifest);
  const tokens = await rowLengths.of(
    dataset.id,
    {
      modelId: manifest.model.model_id,
      folder: model.tokenizer,
      prompt: manifest.prompt,
    },
    sidesOf(manifest),
  );
  const evaluation = await inspectEvaluation(database, {
    datasetId: dataset.id,
    manifest,
    traceIds,
    tokens: tokens.evaluationLengths,
    signal,
  });
  const rows = await inspectRows(database, {
    traceIds,
    maxSeqLength: manifest.training.max_seq_length,
    format: manifest.dataset.format,
    counted: tokens,
    signal,
  });
  const tunixStatus = await tunix.status({ acceptsStale: true });
  const prediction = predict({
    rows: rows.lengths,
    evaluationRows: evaluation?.lengths ?? [],
    isExact: tokens.isExact,
    manifest,
    model,
    tunix: tunixStatus,
  });
  const { plan } = prediction;
  const checks = runChecks({
    manifest,
    dataset,
    rows,
    evaluation,
    model,
    tokens,
    ...prediction,
    folderProblem: await folderProblem(home),
    freeBytes: await freeBytes(home),
    tunix: tunixStatus,
    environment: childEnvironment(process.env),
  });
  signal.throwIfAborted();
  if (rows.dropped.length > 0) await writeDropped(runFolder(home, run.id), rows.dropped);
  const failed = checks.filter(({ status }) => status === 'FAIL');
  const preflight: Preflight = {
    passed: failed.length === 0,
    checks,
    rowCount: rows.rowCount,
    droppedCount: rows.dropped.length,
    droppedRows: rows.dropped.slice(0, LISTED_ROWS),
    stepsPerEpoch: Math.floor(
      plan.batchesPerEpoch / manifest.optimizer.gradient_accumulation_steps,
    ),
    totalSteps: plan.totalSteps,
    ...prediction,
  };
  const [first] = failed;
  const stdout = reportText(manifest, run.datasetKey, checks);
  const printed = { STDOUT: stdout.trimEnd().split('\n') };
  const lines = numberLines(printed, { after: 0, at: new Date() });
  await storeLines(database.prisma, run.id, lines);
  return {
    status: first ? 'FAILED' : 'COMPLETED',
    message: first ? `Dry-run failed: ${first.message}` : 'Dry-run validation successful',
    exitCode: first ? 1 : 0,
    stdout,
    logSeq: lines.length,
    plannedSteps: plan.totalSteps,
    preflight,
  };
}

// A dataset of the same key that was built after the run is another dataset.
async function findDataset({ prisma }: Database, { datasetId }: { datasetId: string | null }) {
  if (!datasetId) return null;
  return prisma.dataset.findUnique({
    where: { id: datasetId },
    select: { id: true, key: true, kind: true },
  });
}

function datasetMissing(key: string): RunOutcome {
  return {
    status: 'FAILED',
    message: 'Dry-run failed: dataset not found',
    exitCode: 1,
    stdout: `Dry-run validation failed.\n\n❌ dataset: ${key} was deleted after the run was enqueued\n`,
    stderr: `Dataset not found: ${key}`,
  };
}

async function folderProblem(home: string): Promise<string | null> {
  try {
    await access(layoutOf(home).runs, constants.W_OK);
    return null;
  } catch (error) {
    return `The folder of runs can't be written: ${error instanceof Error ? error.message : error}`;
  }
}

async function freeBytes(home: string): Promise<number> {
  const { bavail, bsize } = await statfs(home);
  return bavail * bsize;
}

async function writeDropped(folder: RunFolder, rows: DroppedRow[]): Promise<void> {
  await mkdir(folder.path, { recursive: true });
  try {
    await writeFile(folder.dropped, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  } catch (error) {
    await rm(folder.dropped, { force: true });
    throw error;
  }
}
