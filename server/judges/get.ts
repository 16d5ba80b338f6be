import type { Judge, JudgeJob, Prisma } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { NotFoundError } from '../errors.ts';
import { shown } from '../parse.ts';
import { contextOf, stepsOf } from '../traces/columns.ts';
import type { JudgedTrace } from './template.ts';

type Connection = Pick<DatabaseConnection, 'prisma'>;

export async function getJudge({ prisma }: Connection, id: string): Promise<Judge> {
  const judge = await prisma.judge.findUnique({ where: { id } });
  if (!judge) throw new NotFoundError(`There is no judge ${shown(id)}`);
  return judge;
}

export async function getJob({ prisma }: Connection, id: string): Promise<JudgeJob> {
  const job = await prisma.judgeJob.findUnique({ where: { id } });
  if (!job) throw new NotFoundError(`There is no job ${shown(id)}`);
  return job;
}

export async function getJudgedTrace({ prisma }: Connection, id: string): Promise<JudgedTrace> {
  const trace = await prisma.trace.findUnique({ where: { id }, select: JUDGED });
  if (!trace) throw new NotFoundError(`There is no trace ${shown(id)}`);
  return judgedTrace(trace);
}

/** The columns that a judge is told of. */
export const JUDGED = {
  prompt: true,
  steps: true,
  finalAnswer: true,
  expectedAnswer: true,
  context: true,
} as const;

export function judgedTrace(trace: Prisma.TraceGetPayload<{ select: typeof JUDGED }>): JudgedTrace {
  return { ...trace, steps: stepsOf(trace), context: contextOf(trace) ?? [] };
}
