import { type Sql, sql } from '@prisma/client-runtime-utils';
import type { Dataset } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { listColumns, namesOf } from '../database/table.ts';
import { ConflictError, EmptySelectionError, NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import { shown } from '../parse.ts';
import { MEMBERS } from './columns.ts';
import { DATASET_SCHEMA_VERSION, type DatasetDefinition } from './definition.ts';
import { datasetDigests } from './digest.ts';
import { type SelectedTrace, selectTraces } from './select.ts';
import { statisticsOf } from './statistics.ts';

/** Selects traces and freezes them under the key `{name}-{version}`. Where the key exists, the same
 * definition and content return it unchanged.
 * @throws EmptySelectionError when no trace passes, ConflictError when the key stands for something
 * else, NotFoundError for a parent that is not stored */
export async function buildDataset(
  database: Database,
  definition: DatasetDefinition,
): Promise<Dataset> {
  for (let attempt = 1; ; attempt++) {
    const selection = await select(database, definition);
    const dataset = selection && (await store(database, definition, selection));
    if (dataset) return dataset;
    if (attempt === MOST_ATTEMPTS) {
      throw new ConflictError(
        'Traces that pass the filter were deleted while the dataset was built. Build it again when nobody deletes them.',
      );
    }
  }
}

type Frozen = { traces: SelectedTrace[]; digest: string; sftSha256: string };

const MOST_ATTEMPTS = 5;
const ROWS_AT_ONCE = 10_000;

/** What a dataset is to hold; null when one of the traces was deleted before it could be read. */
async function select(database: Database, definition: DatasetDefinition): Promise<Frozen | null> {
  const { traces } = await selectTraces(database, definition);
  if (traces.length === 0) {
    throw new EmptySelectionError(
      'No trace passes the filter, so there is nothing to build. Loosen the filter, or import traces.',
    );
  }
  try {
    const digests = await datasetDigests(
      database,
      traces.map(({ id }) => id),
    );
    return { traces, ...digests };
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

/** Stores what was selected; null, and stores nothing, when a trace was deleted meanwhile. */
async function store(
  database: Database,
  definition: DatasetDefinition,
  { traces, digest, sftSha256 }: Frozen,
): Promise<Dataset | null> {
  const key = datasetKey(definition);
  const slices = slicesOf(database, traces);
  return database.prisma.$transaction(async (transaction) => {
    const lock = database.sql.lockKey(key);
    if (lock) await transaction.$executeRaw(lock);
    const parent = await findParent(transaction, definition.parentDatasetKey);
    const frozen = frozenDefinition(definition);
    const existing = await transaction.dataset.findUnique({ where: { key } });
    if (existing) {
      const difference = differenceFrom(existing, { ...frozen, digest });
      if (!difference) return existing;
      throw new ConflictError(
        `The dataset ${key} exists with another ${difference}. Choose another version.`,
      );
    }
    if (!(await areAllThere(transaction, slices))) return null;
    const dataset = await transaction.dataset.create({
      data: {
        id: newId(),
        key,
        schemaVersion: DATASET_SCHEMA_VERSION,
        createdAt: new Date(),
        ...frozen,
        ...statisticsOf(traces),
        digest,
        sftSha256,
        sessionId: definition.sessionId ?? null,
        parentDatasetId: parent?.id ?? null,
        trainingRunId: definition.trainingRunId ?? null,
        provenance: { ...recordedProvenance(definition, traces.length), ...definition.provenance },
      },
    });
    for (const members of slices) {
      await transaction.$executeRaw(sql`
        INSERT INTO "DatasetTrace" (${listColumns(namesOf(MEMBERS))})
        SELECT ${dataset.id}, pair.value, pair.key FROM ${members}`);
    }
    return dataset;
  });
}

/** The ids of traces with their positions, in slices that each take a statement only moments. */
function slicesOf({ sql: dialect }: Database, traces: SelectedTrace[]): Sql[] {
  const pairs = traces.map(({ id }, position) => [id, position]);
  const starts = Array.from(
    { length: Math.ceil(pairs.length / ROWS_AT_ONCE) },
    (_, slice) => slice * ROWS_AT_ONCE,
  );
  return starts.map((start) =>
    dialect.pairs(JSON.stringify(pairs.slice(start, start + ROWS_AT_ONCE))),
  );
}

async function areAllThere(
  transaction: Pick<Database['prisma'], '$queryRaw'>,
  slices: Sql[],
): Promise<boolean> {
  for (const members of slices) {
    const missing = await transaction.$queryRaw<unknown[]>(sql`
      SELECT pair.key FROM ${members} LEFT JOIN "Trace" AS t ON t."id" = pair.key
      WHERE t."id" IS NULL LIMIT 1`);
    if (missing.length > 0) return false;
  }
  return true;
}

function datasetKey({ name, version }: { name: string; version: string }): string {
  return `${name}-${version}`;
}

async function findParent(
  transaction: Pick<Database['prisma'], 'dataset'>,
  key: string | null | undefined,
) {
  if (key == null) return null;
  const parent = await transaction.dataset.findUnique({ where: { key }, select: { id: true } });
  if (!parent) throw new NotFoundError(`There is no dataset ${shown(key)} to be the parent`);
  return parent;
}

/** What of a definition decides which traces a dataset holds. */
function frozenDefinition({
  name,
  version,
  filter,
  strategy,
  seed,
  stratifyBy,
  limit,
}: DatasetDefinition) {
  return {
    name,
    version,
    filter: withoutAbsent(filter ?? {}),
    strategy,
    seed: seed ?? null,
    stratifyBy: stratifyBy ?? null,
    limit,
  };
}

function differenceFrom(
  existing: Record<string, unknown>,
  wanted: Record<string, unknown>,
): string | undefined {
  return Object.keys(wanted).find(
    (name) => JSON.stringify(existing[name]) !== JSON.stringify(wanted[name]),
  );
}

/** The filter as JSON, without parts that were given as null. */
function withoutAbsent(filter: object) {
  return JSON.parse(
    JSON.stringify(filter, (key, value) =>
      value === null && key !== 'equals' ? undefined : value,
    ),
  );
}

function recordedProvenance(
  { strategy, seed, stratifyBy, limit }: DatasetDefinition,
  traceCount: number,
) {
  return {
    schema_version: DATASET_SCHEMA_VERSION,
    source: 'tunix-rt',
    build_timestamp: new Date().toISOString(),
    trace_count: traceCount,
    selection_strategy: strategy.toLowerCase(),
    limit,
    ...(seed == null ? {} : { seed }),
    ...(stratifyBy == null ? {} : { stratify_by: stratifyBy }),
  };
}
