import { z } from 'zod';
import type { Database, DatabaseConnection } from '../database/open.ts';
import { formatPath } from '../errors.ts';
import { readRows } from '../imports/containers/readRows.ts';
import type { Row } from '../imports/containers/row.ts';
import { issuesOf } from '../parse.ts';
import { metaPath } from '../traces/filter.ts';
import { anyText } from '../traces/trace.ts';
import { findNamed, type Name } from './findNamed.ts';
import { GIVEN, GIVER, targetProblem, verdictOf } from './given.ts';
import { lockTraces } from './lockTraces.ts';
import { recordScores } from './record.ts';

/** What became of a file's lines so far; of the errors, the first thousand. */
export type ScoreImport = {
  /** How many lines gave scores. */
  accepted: number;
  /** How many scores that made: a digest or a value in meta may mean several traces. */
  scores: number;
  rejected: number;
  errors: { line: number; message: string }[];
};

const BATCH_SIZE = 1_000;
const REPORTED_ERRORS = 1_000;
// More are no name of a trace.
const MOST_MEANT = 1_000;

const target = z.object({
  traceId: z.string().optional(),
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'Expected the 64 hexadecimal digits of a digest')
    .optional(),
  meta: z
    .strictObject({ path: metaPath, equals: z.union([anyText(), z.number(), z.boolean()]) })
    .optional(),
});

const line = z
  .strictObject({ ...target.shape, ...GIVEN, ...GIVER, judge: GIVER.judge.nullish() })
  .transform(({ traceId, digest, meta, ...given }, context) => {
    const names: Name[] = [
      ...(traceId === undefined ? [] : [{ traceId }]),
      ...(digest === undefined ? [] : [{ digest }]),
      ...(meta === undefined ? [] : [{ meta }]),
    ];
    const [name] = names;
    if (name && names.length === 1) return { ...given, name };
    context.addIssue(`Expected one of \`traceId\`, \`digest\` and \`meta\`, got ${names.length}`);
    return z.NEVER;
  });

type Line = { line: number; given: z.output<typeof line> };

export function newScoreImport(): ScoreImport {
  return { accepted: 0, scores: 0, rejected: 0, errors: [] };
}

/** Adds the scores of a file's good lines batch by batch, and counts them in `progress`; the others are told there.
 * `judge` is who gave those that don't say. @throws ValidationError when the file can't be read */
export async function importScores(
  database: Database,
  {
    source,
    judge,
    progress,
    ...reading
  }: {
    source: AsyncIterable<Uint8Array>;
    maxBytes: number;
    /** Where a file is put that can't be read as it comes. */
    folder: string;
    judge: string;
    progress: ScoreImport;
  },
): Promise<void> {
  for await (const rows of readRows(source, reading)) {
    for (let start = 0; start < rows.length; start += BATCH_SIZE) {
      const read = rows.slice(start, start + BATCH_SIZE).map(readLine);
      const lines = read.filter((line) => 'given' in line);
      const ids = await findNamed(
        database,
        lines.map(({ given }) => given.name),
      );
      const named = lines.map((line, index) => ({ ...line, ids: ids[index] ?? [] }));
      const stored = await database.prisma.$transaction((prisma) =>
        storeLines({ prisma, sql: database.sql }, named, judge),
      );
      const refused = read.filter((line) => 'message' in line);
      count(progress, { ...stored, problems: [...refused, ...stored.problems] });
    }
  }
}

type Problem = { line: number; message: string };
type Stored = { accepted: number; scores: number; problems: Problem[] };

function count(progress: ScoreImport, { accepted, scores, problems }: Stored): void {
  progress.accepted += accepted;
  progress.scores += scores;
  progress.rejected += problems.length;
  const room = REPORTED_ERRORS - progress.errors.length;
  progress.errors.push(...problems.toSorted((a, b) => a.line - b.line).slice(0, room));
}

function readLine({ number, value, problem }: Row): Line | Problem {
  if (problem !== undefined || !value) {
    return { line: number, message: problem ?? 'Expected a score, got nothing' };
  }
  const result = line.safeParse(value);
  if (result.success) return { line: number, given: result.data };
  const messages = issuesOf(result.error).map(({ path, message }) =>
    path.length > 0 ? `${formatPath(path)}: ${message}` : message,
  );
  return { line: number, message: messages.join('; ') };
}

/** Stores the scores of lines in their order: those of one giver that follow one another at once. */
async function storeLines(
  connection: DatabaseConnection,
  named: (Line & { ids: string[] })[],
  judge: string,
): Promise<Stored> {
  const stepCounts = await lockTraces(connection, [...new Set(named.flatMap(({ ids }) => ids))]);
  const stored: Stored = { accepted: 0, scores: 0, problems: [] };
  const good = named.filter(({ line, given, ids }) => {
    const message = nameProblem(given.name, ids) ?? stepProblem(stepCounts, ids, given.step);
    if (message) stored.problems.push({ line, message });
    return !message;
  });
  for (const some of runsOf(good, ({ given }) => JSON.stringify([given.judge, given.version]))) {
    const { judge: giver, version } = some[0].given;
    const scores = await recordScores(connection, {
      verdicts: some.flatMap(({ given, ids }) => ids.map((id) => verdictOf(id, given))),
      judged: { source: 'IMPORT', judge: giver ?? judge, version: version ?? null },
    });
    stored.scores += scores.length;
  }
  return { ...stored, accepted: good.length };
}

function nameProblem(name: Name, ids: string[]): string | undefined {
  const said = JSON.stringify('meta' in name ? name.meta : name);
  if (ids.length === 0) return `There is no trace with ${said}`;
  if (ids.length <= MOST_MEANT) return undefined;
  return `Expected a name of at most ${MOST_MEANT} traces, got ${said}, which ${ids.length} have`;
}

function stepProblem(
  stepCounts: Map<string, number>,
  ids: string[],
  step: number | null | undefined,
): string | undefined {
  return ids.map((traceId) => targetProblem(stepCounts, { traceId, step })).find(Boolean)?.message;
}

/** Neighbours of one kind together. */
function runsOf<Item>(items: Item[], kindOf: (item: Item) => string): [Item, ...Item[]][] {
  const runs: [Item, ...Item[]][] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last && kindOf(last[0]) === kindOf(item)) last.push(item);
    else runs.push([item]);
  }
  return runs;
}
