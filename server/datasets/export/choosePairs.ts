import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../../database/open.ts';
import { NotFoundError } from '../../errors.ts';
import { FROM_TRACES } from '../../traces/columns.ts';
import { readTraces, type StoredTrace } from '../../traces/read.ts';
import { prepareCondition } from '../../traces/search/narrow.ts';
import type { TracePair } from '../formats/format.ts';
import { type SelectedPair, selectPairs } from '../selectPairs.ts';
import { type Chosen, type ExportSource, leftOut } from './chosen.ts';
import type { ExportOptions } from './options.ts';

/** The pairs that the traces of a source make, in the order of the chosen ones. */
export async function choosePairs(
  database: Database,
  {
    source,
    options: { criteria, margin },
    signal,
  }: {
    source: ExportSource;
    options: Pick<ExportOptions, 'criteria' | 'margin'>;
    signal?: AbortSignal | undefined;
  },
): Promise<Chosen<TracePair>> {
  const condition =
    'filter' in source
      ? await prepareCondition(database, source.filter)
      : database.sql.isOneOf(sql`t."id"`, source.traceIds);
  const stored = await countTraces(database, { condition, signal });
  if ('traceIds' in source && stored < new Set(source.traceIds).size) {
    throw await missingOf(database, source.traceIds);
  }
  const { pairs } = await selectPairs(database, {
    rule: { criteria, leastMargin: margin, choice: 'BEST_WORST' },
    candidates: { tables: FROM_TRACES, condition },
    order: sql`c."id"`,
    signal,
  });
  if ('traceIds' in source) inOrderOf(source.traceIds, pairs);
  const apart = margin > 0 ? `differs by ${margin} or more` : 'differs';
  return {
    count: pairs.length,
    leftOut: leftOut(
      stored - 2 * pairs.length,
      `of equal prompts and contexts only the best and the worst make a pair, where their \`${criteria}\` score ${apart}`,
    ),
    read: (most) => readPairs(database, { pairs: pairs.slice(0, most), criteria }),
  };
}

function inOrderOf(traceIds: string[], pairs: SelectedPair[]): void {
  const places = new Map(traceIds.map((id, place) => [id, place]));
  const placeOf = ({ chosenId }: SelectedPair) => places.get(chosenId) ?? 0;
  pairs.sort((one, other) => placeOf(one) - placeOf(other));
}

async function* readPairs(
  database: Database,
  { pairs, criteria }: { pairs: SelectedPair[]; criteria: string },
): AsyncGenerator<TracePair[]> {
  const ids = pairs.flatMap(({ chosenId, rejectedId }) => [chosenId, rejectedId]);
  const waiting: StoredTrace[] = [];
  let next = 0;
  for await (const traces of readTraces(database, ids)) {
    waiting.push(...traces);
    const whole: TracePair[] = [];
    while (waiting.length >= 2) {
      const [chosen, rejected] = waiting.splice(0, 2);
      const scores = pairs[next];
      next += 1;
      if (chosen && rejected && scores) whole.push({ chosen, rejected, criteria, ...scores });
    }
    yield whole;
  }
}

async function countTraces(
  { scan }: Database,
  { condition, signal }: { condition: Sql; signal: AbortSignal | undefined },
): Promise<number> {
  const [counted] = await scan<{ count: number | bigint }>(
    sql`SELECT count(*) AS count FROM ${FROM_TRACES} WHERE ${condition}`,
    signal,
  );
  return Number(counted?.count ?? 0);
}

async function missingOf({ scan, sql: dialect }: Database, traceIds: string[]) {
  const stored = await scan<{ id: string }>(
    sql`SELECT t."id" FROM ${FROM_TRACES} WHERE ${dialect.isOneOf(sql`t."id"`, traceIds)}`,
  );
  const known = new Set(stored.map(({ id }) => id));
  return new NotFoundError(`There is no trace ${traceIds.find((id) => !known.has(id))}`);
}
