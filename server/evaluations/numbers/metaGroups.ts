import type { Evaluation, Prisma } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import { pathOf } from '../../traces/metaPath.ts';
import { accuracyOf } from '../statistics/accuracy.ts';
import { countRows } from '../statistics/rowGroups.ts';
import { countVerdicts } from '../verdicts.ts';
import type { MetaGroup } from './numbers.ts';

const ROWS_AT_ONCE = 2_000;
const MOST_VALUES = 30;
const MOST_PATHS = 50;
const LONGEST_VALUE = 200;
const DEEPEST = 4;

/** The rows of one value by their verdicts and correct ones. */
type Tally = Map<string, { rows: number; samples: number; correct: number }>;

/** The accuracy by each value of each path of meta that has a few: category, difficulty, level. A path with more values than
 * those, or with one alone, tells no groups. */
export async function groupByMeta(
  { prisma }: Pick<Database, 'prisma'>,
  { id, runId }: Pick<Evaluation, 'id' | 'runId'>,
): Promise<MetaGroup[]> {
  const paths = new Map<string, Map<string, Tally> | 'too many'>();
  for (let after = -1; ; ) {
    const rows = await prisma.evaluationRow.findMany({
      where: { runId, row: { gt: after } },
      orderBy: { row: 'asc' },
      take: ROWS_AT_ONCE,
      select: { row: true, meta: true },
    });
    const last = rows.at(-1)?.row;
    if (last === undefined) break;
    const results = await prisma.rowResult.findMany({
      where: { evaluationId: id, row: { gt: after, lte: last } },
    });
    const byRow = new Map(results.map((result) => [result.row, result]));
    for (const { row, meta } of rows) {
      const result = byRow.get(row);
      if (!result) continue;
      const [samples, correct] = [countVerdicts(result), result.correctCount];
      for (const [path, value] of scalarsOf(meta)) count(paths, { path, value, samples, correct });
    }
    after = last;
  }
  const groups: MetaGroup[] = [];
  for (const [path, values] of paths) {
    if (values === 'too many' || values.size < 2) continue;
    for (const [value, tally] of values) {
      const accuracy = await accuracyOf([...tally.values()]);
      if (accuracy) groups.push({ path, value, rows: countRows([...tally.values()]), accuracy });
    }
  }
  return groups.sort((a, b) => order(a.path, b.path) || order(a.value, b.value));
}

function count(
  paths: Map<string, Map<string, Tally> | 'too many'>,
  {
    path,
    value,
    samples,
    correct,
  }: { path: string; value: string; samples: number; correct: number },
): void {
  const values = paths.get(path) ?? new Map<string, Tally>();
  if (values === 'too many' || (!paths.has(path) && paths.size >= MOST_PATHS)) return;
  const tally: Tally = values.get(value) ?? new Map();
  const alike = tally.get(`${samples} ${correct}`);
  tally.set(`${samples} ${correct}`, { rows: (alike?.rows ?? 0) + 1, samples, correct });
  values.set(value, tally);
  paths.set(path, values.size > MOST_VALUES ? 'too many' : values);
}

/** Numbers by their size, other texts by their letters. */
const { compare: order } = new Intl.Collator('en', { numeric: true });

/** The scalars of meta by their path, and each different one of a list. */
function* scalarsOf(meta: Prisma.JsonValue, keys: string[] = []): Generator<[string, string]> {
  if (meta === null || keys.length > DEEPEST) return;
  if (typeof meta !== 'object') {
    const [path, text] = [pathOf(keys), String(meta)];
    if (path && text.length <= LONGEST_VALUE) yield [path, text];
  } else if (Array.isArray(meta)) {
    for (const member of new Set(meta)) {
      if (typeof member !== 'object') yield* scalarsOf(member, keys);
    }
  } else {
    for (const [key, value] of Object.entries(meta))
      yield* scalarsOf(value ?? null, [...keys, key]);
  }
}
