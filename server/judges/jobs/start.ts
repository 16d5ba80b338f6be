import { z } from 'zod';
import type { JudgeItem, JudgeJob, Prisma } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import type { Table } from '../../database/table.ts';
import { EmptySelectionError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { traceFilter } from '../../traces/filter.ts';
import type { JudgeContext } from '../context.ts';
import { requireEndpoint } from '../endpoint/endpoint.ts';
import { getJudge } from '../get.ts';
import { estimatePrompts, selectTraces } from './select.ts';

export const JOB_LIMITS = { traces: 100_000, concurrency: 64 } as const;

export const runJudgeInput = z.strictObject({
  judgeId: z.string(),
  filter: traceFilter.nullish(),
  limit: z.int().min(1).max(JOB_LIMITS.traces),
  concurrency: z.int().min(1).max(JOB_LIMITS.concurrency),
  again: z.boolean(),
});

type RunJudgeInput = z.output<typeof runJudgeInput>;

export type JobEstimate = { itemCount: number; promptTokens: number; completionTokens: number };

/** What a job would be about and cost; nobody is asked. @throws NotFoundError */
export async function estimateJob(
  database: Database,
  { input, signal }: { input: RunJudgeInput; signal?: AbortSignal | undefined },
): Promise<JobEstimate> {
  const judge = await getJudge(database, input.judgeId);
  const traceIds = await selectTraces(database, { ...input, judge, signal });
  return {
    itemCount: traceIds.length,
    promptTokens: await estimatePrompts(database, { judge, traceIds }),
    completionTokens: traceIds.length * judge.maxTokens,
  };
}

/** Stores a job with its traces and puts it into the queue.
 * @throws NotFoundError, JudgeUnavailableError; EmptySelectionError where there is nothing to ask */
export async function startJob(context: JudgeContext, input: RunJudgeInput): Promise<JudgeJob> {
  const { settings, database, homeId, queue, updates } = context;
  requireEndpoint(settings);
  const judge = await getJudge(database, input.judgeId);
  const traceIds = await selectTraces(database, { ...input, judge });
  if (traceIds.length === 0) {
    throw new EmptySelectionError(
      'No trace passes the filter that this version of the judge has not scored; widen the filter, or ask again',
    );
  }
  const estimatedPromptTokens = await estimatePrompts(database, { judge, traceIds });
  const job = await database.prisma.$transaction(async (transaction) => {
    const created = await transaction.judgeJob.create({
      data: {
        id: newId(),
        createdAt: new Date(),
        home: homeId,
        judgeId: judge.id,
        status: 'PENDING',
        message: 'Waiting for its turn',
        filter: filterJson(input.filter),
        concurrency: input.concurrency,
        itemCount: traceIds.length,
        estimatedPromptTokens,
      },
    });
    const items = traceIds.map((traceId, position) => ({ jobId: created.id, position, traceId }));
    await database.sql.insertRows(transaction, NEW_ITEMS, items);
    return created;
  });
  updates.publish(job.id);
  queue.enqueue(job.id);
  return job;
}

const NEW_ITEMS: Table<Pick<JudgeItem, 'jobId' | 'position' | 'traceId'>> = {
  name: 'JudgeItem',
  columns: { jobId: 'text', position: 'int', traceId: 'text' },
};

/** The filter as JSON has it, moments as texts. */
function filterJson(filter: RunJudgeInput['filter']): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(filter ?? {}));
}
