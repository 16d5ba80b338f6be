import { rm } from 'node:fs/promises';
import type { z } from 'zod';
import type { Run } from '../../prisma/generated/sqlite/client.ts';
import { copyStart } from '../checkpoints/start.ts';
import { getSplit } from '../datasets/getSplit.ts';
import { ValidationError } from '../errors.ts';
import { runFolder } from '../home/layout.ts';
import { newId } from '../ids.ts';
import { START_PATH } from '../manifests/checkpointStart.ts';
import { type EvaluationManifest, evaluationManifest } from '../manifests/evaluation.ts';
import type { RunContext } from '../runs/context.ts';
import { enqueueRun, requireTunix } from '../runs/start.ts';
import type { startEvaluationInput } from './input.ts';
import { summarizeQuestions } from './questions.ts';
import { findSubject, type Subject } from './subject.ts';

type Asked = z.output<typeof startEvaluationInput>;

/** Stores a run for each model that is to be evaluated, and puts them into the queue. What
 * they start from is taken at once, so that nothing that happens to it later changes them.
 * @throws NotFoundError, InvalidStateError, ValidationError, TunixUnavailableError */
export async function startEvaluations(context: RunContext, input: Asked): Promise<Run[]> {
  await requireTunix(context);
  const dataset = await askedDataset(context, input);
  const subjects: Subject[] = [];
  for (const subject of input.subjects) subjects.push(await findSubject(context, subject));
  const prepared: Prepared[] = [];
  const runs: Run[] = [];
  try {
    for (const subject of subjects) {
      prepared.push(await prepare(context, { subject, dataset, input }));
    }
    for (const { id, subject, configuration } of prepared) {
      runs.push(
        await enqueueRun(context, {
          id,
          kind: 'EVALUATION',
          mode: 'LOCAL',
          datasetId: dataset.id,
          datasetKey: dataset.key,
          datasetDigest: dataset.digest,
          manifestId: null,
          configuration,
          timeoutSeconds: input.timeoutSeconds ?? null,
          startRunId: subject.runId,
          startModelVersionId: subject.modelVersionId,
        }),
      );
    }
    return runs;
  } catch (error) {
    for (const { folder } of prepared.slice(runs.length)) {
      await rm(folder, { recursive: true, force: true });
    }
    throw error;
  }
}

type AskedDataset = Awaited<ReturnType<typeof askedDataset>>;

/** The dataset whose questions are asked, or a side of it. @throws NotFoundError, ValidationError when nothing is expected of any row */
async function askedDataset({ database }: RunContext, { datasetKey, split }: Asked) {
  const { side, ...dataset } = await getSplit(database, { key: datasetKey, split });
  const rows = { datasetId: dataset.id, split: side?.name };
  const { count, leftOut, sha256 } = await summarizeQuestions(database, rows);
  if (count === 0) {
    const message = `Expected rows with an expected answer in ${datasetKey}, got none among ${leftOut}: import questions with their answers, or choose another dataset`;
    throw new ValidationError([{ path: ['input', 'datasetKey'], message }]);
  }
  const { id, key } = dataset;
  return { id, key, split: side?.name ?? null, digest: (side ?? dataset).digest, count, sha256 };
}

type Prepared = { id: string; folder: string; subject: Subject; configuration: EvaluationManifest };

async function prepare(
  { database, settings }: RunContext,
  { subject, dataset, input }: { subject: Subject; dataset: AskedDataset; input: Asked },
): Promise<Prepared> {
  const id = newId();
  const folder = runFolder(settings.TUNIX_RT_HOME, id);
  const { parts, prompt, origin } = subject;
  const start = origin && {
    run: subject.runId ?? origin.name,
    steps: origin.steps,
    path: START_PATH,
    digest: await copyStart({ database }, { origin, to: folder.start }),
  };
  const configuration = evaluationManifest({ parts, prompt, start, dataset, values: input.values });
  return { id, folder: folder.path, subject, configuration };
}
