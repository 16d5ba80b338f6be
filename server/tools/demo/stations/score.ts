import type { z } from 'zod';
import { LIST_SCORES, SCORE_TRACES } from '../operations.ts';
import { countText } from '../terminal.ts';
import type { Demo } from './station.ts';

const MOST_READ = 10_000;

/** Scores all traces, and reads the scores back for their mean. */
export async function score(demo: Demo): Promise<void> {
  const { client, terminal } = demo;
  const since = performance.now();
  terminal.progress('scoring');
  const { scoredCount } = await client.send(SCORE_TRACES);
  const scores = await readScores(demo);
  const mean = scores.reduce((sum, value) => sum + value, 0) / scores.length;
  const [lowest, highest] = scores.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const operations = [SCORE_TRACES.title, LIST_SCORES.title];
  terminal.station({ name: 'Score them', operations, since });
  terminal.row('scored', `${countText(scoredCount, 'trace')} by baseline, 0 to 100`);
  const basis =
    scores.length < scoredCount ? ` (of the newest ${countText(MOST_READ, 'trace')})` : '';
  terminal.row(
    'mean score',
    `${mean.toFixed(2)}, from ${lowest.toFixed(2)} to ${highest.toFixed(2)}${basis}`,
  );
}

async function readScores({ client, terminal }: Demo): Promise<number[]> {
  const scores: number[] = [];
  let after: string | null = null;
  do {
    const page: z.output<typeof LIST_SCORES.result> = await client.send(LIST_SCORES, { after });
    scores.push(...page.edges.map(({ node }) => node.score.score));
    terminal.progress(`reading scores, ${scores.length}`);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null && scores.length < MOST_READ);
  return scores;
}
