import { createHash } from 'node:crypto';
import type { EvaluationRow, Prisma } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { chooseQuestions } from '../datasets/export/chooseTraces.ts';
import { questionRecord } from '../datasets/formats/questions.ts';
import { datasetTraceIds } from '../datasets/traceIds.ts';
import type { StoredTrace } from '../traces/read.ts';
import type { TraceContent } from '../traces/trace.ts';

/** What of a dataset is asked. */
export type AskedRows = { datasetId: string; split?: string | null | undefined };

/** The rows of a dataset, or of one side of it, that have an expected answer, in its order and in batches. */
export async function* readQuestions(
  database: Database,
  { datasetId, split }: AskedRows,
): AsyncGenerator<StoredTrace[]> {
  const traceIds = await datasetTraceIds(database, { datasetId, split });
  const { read } = await chooseQuestions(database, { source: { traceIds } });
  yield* read();
}

/** How many questions there are, how many rows are left out for want of an expected answer, and the SHA-256 of their file. */
export async function summarizeQuestions(
  database: Database,
  { datasetId, split }: AskedRows,
): Promise<{ count: number; leftOut: number; sha256: string }> {
  const traceIds = await datasetTraceIds(database, { datasetId, split });
  const { read } = await chooseQuestions(database, { source: { traceIds } });
  const digest = createHash('sha256');
  let count = 0;
  for await (const batch of read()) {
    digest.update(questionLines(batch));
    count += batch.length;
  }
  return { count, leftOut: traceIds.length - count, sha256: digest.digest('hex') };
}

/** Questions as lines of the file that is asked from, with the texts whose loss is measured. */
export function questionLines(traces: StoredTrace[]): string {
  return traces
    .map((trace) => {
      const { steps, finalAnswer } = trace;
      const learned =
        steps.length === 0
          ? {}
          : { trace_steps: steps.map(({ content }) => content), final_answer: finalAnswer };
      return `${JSON.stringify({ ...questionRecord(trace), ...learned })}\n`;
    })
    .join('');
}

/** What was asked, from its columns, which hold what `storeQuestions` put there. */
export function storedQuestion({
  prompt,
  context,
}: EvaluationRow): Pick<TraceContent, 'prompt' | 'context'> {
  return { prompt, ...(context ? { context: context as TraceContent['context'] } : {}) };
}

/** Keeps the questions of a run as they are now: their dataset may be deleted. */
export async function storeQuestions(
  { prisma }: Pick<Database, 'prisma'>,
  { runId, traces, from }: { runId: string; traces: StoredTrace[]; from: number },
): Promise<void> {
  await prisma.evaluationRow.createMany({
    data: traces.map(({ id, prompt, context, expectedAnswer, meta }, index) => ({
      runId,
      row: from + index,
      traceId: id,
      prompt,
      expected: expectedAnswer ?? '',
      ...(context ? { context: context as Prisma.InputJsonValue } : {}),
      ...(meta ? { meta: meta as Prisma.InputJsonValue } : {}),
    })),
  });
}
