import { sql } from '@prisma/client-runtime-utils';
import type { Score } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import { InvalidStateError, NotFoundError } from '../../errors.ts';
import { shown } from '../../parse.ts';
import { judgeAnswers } from './judge.ts';
import { recordVerdicts } from './record.ts';
import { readAnswers } from './scoreAll.ts';
import type { Scorings } from './scorings.ts';

/** Verifies the answer of one trace. @throws NotFoundError; InvalidStateError when nothing is expected of it or there is
 * no verdict; VerifierUnavailableError */
export async function scoreAnswer(
  { database, scorings }: { database: Database; scorings: Scorings },
  traceId: string,
): Promise<Score> {
  const { prisma, sql: dialect } = database;
  const [trace] = await readAnswers(database, { condition: sql`t."id" = ${traceId}`, limit: 1 });
  if (!trace) {
    const stored = await prisma.trace.findUnique({ where: { id: traceId }, select: { id: true } });
    if (!stored) throw new NotFoundError(`There is no trace ${shown(traceId)}`);
    throw new InvalidStateError(
      `Nothing is expected of the trace ${traceId}, so its answer can't be verified: it has no expected answer`,
    );
  }
  const verifier = await scorings.openVerifier();
  try {
    const [verdict] = await judgeAnswers(verifier, [trace]);
    if (!verdict || verdict.outcome === 'error') {
      throw new InvalidStateError(`The answer got no verdict: ${verdict?.reason}`);
    }
    const [score] = await prisma.$transaction((transaction) =>
      recordVerdicts({ prisma: transaction, sql: dialect }, [{ traceId, verdict }]),
    );
    if (!score) throw new NotFoundError(`There is no trace ${shown(traceId)} any more`);
    return score;
  } finally {
    verifier.close();
  }
}
