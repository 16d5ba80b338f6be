import { recordScores } from '../scores/record.ts';
import type { TestServer } from './testServer.ts';

/** A trace as a test writes it, with scores by their criteria. */
type Given = { prompt: string; answer?: string; scores?: Record<string, number> } & Record<
  string,
  unknown
>;

/** Imports traces and gives them their scores; answers their ids in the order given. */
export async function storeScored(server: TestServer, traces: Given[]): Promise<string[]> {
  const lines = traces.map(({ answer = 'a', scores: _scores, ...trace }) =>
    JSON.stringify({
      trace_version: '1.0',
      final_answer: answer,
      steps: [{ i: 0, type: 't', content: 'because' }],
      ...trace,
    }),
  );
  const response = await server.fetch('/traces/import?onDuplicate=keep', {
    method: 'POST',
    body: lines.join('\n'),
  });
  const outcome = await response.json();
  if (outcome.accepted !== traces.length) throw new Error(JSON.stringify(outcome));
  const { database } = server.application;
  const stored = await database.prisma.trace.findMany({
    orderBy: { id: 'desc' },
    take: traces.length,
    select: { id: true },
  });
  const ids = stored.map(({ id }) => id).reverse();
  const verdicts = traces.flatMap(({ scores = {} }, index) =>
    Object.entries(scores).map(([criteria, score]) => ({
      traceId: ids[index] ?? '',
      criteria,
      score,
    })),
  );
  const judged = { source: 'PROGRAM', judge: 'test', version: '1' } as const;
  await database.prisma.$transaction((transaction) =>
    recordScores({ prisma: transaction, sql: database.sql }, { verdicts, judged }),
  );
  return ids;
}
