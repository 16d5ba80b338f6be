import type { JudgeItem, JudgeJob } from '../../../prisma/generated/sqlite/client.ts';
import { ExpectedError } from '../../errors.ts';
import { retryPassing } from '../../retryPassing.ts';
import type { JudgeContext } from '../context.ts';
import { definitionOf } from '../definition.ts';
import type { Patience } from '../endpoint/ask.ts';
import { requireEndpoint } from '../endpoint/endpoint.ts';
import { getJob, getJudge, JUDGED, judgedTrace } from '../get.ts';
import { type Judgement, judgeTrace } from '../judge.ts';
import { concurrently } from './concurrently.ts';
import { moveJob } from './move.ts';
import { GONE, storeJudgement } from './store.ts';

type ExecutionContext = Omit<JudgeContext, 'queue'>;

type Item = Pick<JudgeItem, 'jobId' | 'position' | 'traceId'>;

type End = { to: 'COMPLETED' | 'FAILED'; message: string };

const ITEMS_AT_ONCE = 200;
const ERRORS_IN_A_ROW = 20;
const PUBLISH_EVERY = 100;

/** Does what is left of a job. It stops where `stop` comes; where the server stops, the next one goes on with it. */
export async function executeJob(
  context: ExecutionContext,
  id: string,
  stop: AbortSignal,
): Promise<void> {
  const { signal, onError } = context;
  const job = await retryPassing(() => takeJob(context, id), { signal, onError });
  if (!job) return;
  const ending = AbortSignal.any([signal, stop]);
  const end = await askAll(context, job, ending).catch((error: unknown) =>
    ending.aborted ? null : failed(error, onError),
  );
  if (!end) return;
  const { to, message } = end;
  const finish = () => moveJob(context, id, { from: ['RUNNING'], to, data: { message } });
  await retryPassing(finish, { signal, onError });
}

async function takeJob(context: ExecutionContext, id: string): Promise<JudgeJob | null> {
  const job = await getJob(context.database, id);
  const isTaken = await moveJob(context, id, {
    from: ['PENDING', 'RUNNING'],
    to: 'RUNNING',
    data: { message: 'At work', startedAt: job.startedAt ?? new Date() },
  });
  return isTaken ? job : null;
}

function failed(error: unknown, onError: (error: unknown) => void): End {
  if (error instanceof ExpectedError) return { to: 'FAILED', message: error.message };
  onError(error);
  const message = 'The job failed for a reason that the server did not expect; its log has it';
  return { to: 'FAILED', message };
}

/** Asks about every trace that waits. @throws the signal's reason when it comes first */
async function askAll(
  context: ExecutionContext,
  { id, judgeId, concurrency }: JudgeJob,
  ending: AbortSignal,
): Promise<End> {
  const { settings, database, signal, onError, updates } = context;
  const judge = await getJudge(database, judgeId);
  const about = { endpoint: requireEndpoint(settings), judge: definitionOf(judge) };
  const patience: Patience = { until: 0 };
  const giveUp = new AbortController();
  let errorsInARow = 0;
  let publishedAt = 0;

  async function judged({ traceId }: Item, stopping: AbortSignal): Promise<Judgement> {
    const trace =
      traceId === null
        ? null
        : await database.prisma.trace.findUnique({ where: { id: traceId }, select: JUDGED });
    if (!trace) return GONE;
    return judgeTrace(about, { trace: judgedTrace(trace), patience, signal: stopping });
  }

  async function work(item: Item, stopping: AbortSignal): Promise<void> {
    const judgement = await judged(item, stopping);
    // It is left to wait: it will be asked about when what is wrong with all is mended.
    if (judgement.isForAll) return giveUp.abort(judgement.reason);
    const store = () => storeJudgement(database, { item, judge, judgement });
    await retryPassing(store, { signal, onError });
    errorsInARow = judgement.outcome === 'ERROR' ? errorsInARow + 1 : 0;
    if (errorsInARow >= ERRORS_IN_A_ROW)
      giveUp.abort(
        `${ERRORS_IN_A_ROW} traces in a row ended in an error, the last one: ${judgement.reason}`,
      );
    if (Date.now() - publishedAt < PUBLISH_EVERY) return;
    publishedAt = Date.now();
    updates.publish(id);
  }

  const items = waitingItems(context, id, giveUp.signal);
  await concurrently(items, { concurrency, signal: ending, work });
  return giveUp.signal.aborted
    ? { to: 'FAILED', message: `${giveUp.signal.reason}. Mend that, then go on with the job` }
    : { to: 'COMPLETED', message: 'Every trace has its outcome' };
}

/** The items of a job that have no outcome, in their order, until the signal comes. */
async function* waitingItems(
  { database, signal, onError }: ExecutionContext,
  jobId: string,
  stop: AbortSignal,
): AsyncGenerator<Item> {
  for (let after = -1; ; ) {
    const read = () =>
      database.prisma.judgeItem.findMany({
        where: { jobId, outcome: null, position: { gt: after } },
        orderBy: { position: 'asc' },
        select: { jobId: true, position: true, traceId: true },
        take: ITEMS_AT_ONCE,
      });
    const items = (await retryPassing(read, { signal, onError })) ?? [];
    for (const item of items) {
      if (stop.aborted) return;
      yield item;
    }
    const last = items.at(-1);
    if (!last) return;
    after = last.position;
  }
}
