import type { Database } from '../database/open.ts';
import type { JudgeContext } from './context.ts';
import type { JudgeDefinition } from './definition.ts';
import { requireEndpoint } from './endpoint/endpoint.ts';
import { getJudgedTrace } from './get.ts';
import { type Judgement, judgeTrace } from './judge.ts';
import { estimateTokens, type Message, messagesFor } from './request.ts';

export type JudgePreview = { messages: Message[]; promptTokens: number };

/** What a judge would say to its model about a trace; nobody is asked. @throws NotFoundError */
export async function previewJudge(
  database: Pick<Database, 'prisma'>,
  { judge, traceId }: { judge: JudgeDefinition; traceId: string },
): Promise<JudgePreview> {
  const messages = messagesFor(judge, await getJudgedTrace(database, traceId));
  return { messages, promptTokens: estimateTokens(messages) };
}

/** Asks a judge about one trace and keeps nothing. @throws NotFoundError, JudgeUnavailableError */
export async function tryJudge(
  { settings, database, signal }: Pick<JudgeContext, 'settings' | 'database' | 'signal'>,
  {
    judge,
    traceId,
    asker,
  }: { judge: JudgeDefinition; traceId: string; asker?: AbortSignal | undefined },
): Promise<Judgement> {
  const endpoint = requireEndpoint(settings);
  const trace = await getJudgedTrace(database, traceId);
  const ending = AbortSignal.any([signal, ...(asker ? [asker] : [])]);
  return judgeTrace({ endpoint, judge }, { trace, patience: { until: 0 }, signal: ending });
}
