import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import { isNewestScore } from '../traces/newestScore.ts';
import { rankBySeed } from '../traces/rankBySeed.ts';
import type { Candidates } from './candidates.ts';
import type { DatasetDefinition } from './definition.ts';
import type { PairingRule } from './pairing.ts';
import type { SelectedTrace } from './select.ts';

/** Two traces of one question, of which one scores above the other. */
export type SelectedPair = {
  chosenId: string;
  rejectedId: string;
  chosenScore: number;
  rejectedScore: number;
};

/** Pairs in the order of a dataset to be, their traces, each once, and how many pairs there could be. */
export type PairSelection = {
  pairs: SelectedPair[];
  traces: SelectedTrace[];
  possibleCount: number;
};

// The difference of 0.3 and 0.1 is a little less than 0.2.
const ROUNDING = 1e-9;

/** Makes pairs of the candidates that have the same prompt after the same earlier turns, by their newest scores. Equal
 * scores, and equal contents, make no pair; of several best or worst ones the content with the least digest is taken. */
export async function selectPairs(
  { scan }: Database,
  {
    rule,
    candidates,
    order,
    limit,
    signal,
  }: {
    rule: PairingRule;
    candidates: Pick<Candidates, 'tables' | 'condition'>;
    /** Of the chosen trace `c` and the rejected one `r`. */
    order: Sql;
    /** The most pairs that are wanted; all without it. */
    limit?: number;
    signal?: AbortSignal | undefined;
  },
): Promise<PairSelection> {
  const rows = await scan<Row>(
    sql`WITH ${scoredTraces(candidates, rule)}, possible AS (
        SELECT c."id" AS chosen_id, r."id" AS rejected_id, c.score AS chosen_score, r.score AS rejected_score,
          c."stepCount" AS chosen_steps, c."charCount" AS chosen_chars,
          r."stepCount" AS rejected_steps, r."charCount" AS rejected_chars,
          row_number() OVER (ORDER BY ${order}) AS place, count(*) OVER () AS possible
        FROM scored AS c JOIN scored AS r ON r.question = c.question
        WHERE c.score > r.score AND c.score - r.score >= ${rule.leastMargin - ROUNDING}
          AND c."digest" <> r."digest"
          ${rule.choice === 'ALL' ? sql`` : sql`AND c.best = 1 AND r.worst = 1`}
      ) SELECT * FROM possible ${limit === undefined ? sql`` : sql`WHERE place <= ${limit}`} ORDER BY place`,
    signal,
  );
  const traces = new Map<string, SelectedTrace>();
  for (const row of rows) {
    for (const trace of [
      { id: row.chosen_id, stepCount: row.chosen_steps, charCount: row.chosen_chars },
      { id: row.rejected_id, stepCount: row.rejected_steps, charCount: row.rejected_chars },
    ]) {
      if (!traces.has(trace.id)) traces.set(trace.id, trace);
    }
  }
  return {
    pairs: rows.map((row) => ({
      chosenId: row.chosen_id,
      rejectedId: row.rejected_id,
      chosenScore: row.chosen_score,
      rejectedScore: row.rejected_score,
    })),
    traces: [...traces.values()],
    possibleCount: Number(rows[0]?.possible ?? 0),
  };
}

type Row = {
  chosen_id: string;
  rejected_id: string;
  chosen_score: number;
  rejected_score: number;
  chosen_steps: number;
  chosen_chars: number;
  rejected_steps: number;
  rejected_chars: number;
  possible: number | bigint;
};

/** The candidates that have a score, with the number of their question and their places in it. */
function scoredTraces(
  { tables, condition }: Pick<Candidates, 'tables' | 'condition'>,
  { criteria }: PairingRule,
): Sql {
  return sql`asked AS (
      SELECT t."id", t."digest", t."rankHigh", t."rankLow", t."stepCount", t."charCount", s."score" AS score,
        dense_rank() OVER (ORDER BY t."prompt", coalesce(CAST(t."context" AS TEXT), '')) AS question
      FROM ${tables} JOIN "Score" AS s
        ON s."traceId" = t."id" AND ${isNewestScore(sql`s`, criteria)}
      WHERE ${condition}
    ), scored AS MATERIALIZED (
      SELECT asked.*,
        row_number() OVER (PARTITION BY question ORDER BY score DESC, "digest", "id") AS best,
        row_number() OVER (PARTITION BY question ORDER BY score, "digest", "id") AS worst
      FROM asked
    )`;
}

/** The order of a dataset's pairs. */
export function pairOrder({ strategy, seed }: DatasetDefinition): Sql {
  if (strategy === 'LATEST') return sql`c."id" DESC, r."id" DESC`;
  const [chosen, rejected] = ['c', 'r'].map((table) => rankBySeed(seed ?? 0, table));
  return sql`${chosen}, c."digest", ${rejected}, r."digest", c."id", r."id"`;
}
