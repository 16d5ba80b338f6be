import { sql } from '@prisma/client-runtime-utils';
import type { Database } from '../database/open.ts';
import { ConflictError, EmptySelectionError, NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import { shown } from '../parse.ts';
import { DATASET_SCHEMA_VERSION, type DatasetDefinition } from './definition.ts';
import { datasetDigests } from './digest.ts';
import { selectTraces } from './select.ts';
import { statisticsOf } from './statistics.ts';

/**
 * Selects traces and freezes them under the key `{name}-{version}`. Where the key exists, the same
 * definition and content return it unchanged.
 * @returns the dataset's key
 * @throws EmptySelectionError when no trace passes, ConflictError when the key stands for something
 * else, NotFoundError for a parent that is not stored
 */
export async function buildDataset(
  database: Database,
  definition: DatasetDefinition,
): Promise<string> {
  const key = datasetKey(definition);
  return database.prisma.$transaction(async (transaction) => {
    const lock = database.sql.lockKey(key);
    if (lock) await transaction.$executeRaw(lock);
    const connection = { prisma: transaction, sql: database.sql };
    const parent = await findParent(transaction, definition.parentDatasetKey);
    const { traces } = await selectTraces(connection, definition);
    if (traces.length === 0) {
      throw new EmptySelectionError(
        'No trace passes the filter, so there is nothing to build. Loosen the filter, or import traces.',
      );
    }
    const traceIds = traces.map(({ id }) => id);
    const { digest, sftSha256 } = await datasetDigests(connection, traceIds);
    const frozen = frozenDefinition(definition);
    const existing = await transaction.dataset.findUnique({ where: { key } });
    if (existing) {
      const difference = differenceFrom(existing, { ...frozen, digest });
      if (!difference) return key;
      throw new ConflictError(
        `The dataset ${key} exists with another ${difference}. Choose another version.`,
      );
    }
    const { id } = await transaction.dataset.create({
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
      select: { id: true },
    });
    await transaction.$executeRaw(sql`
      INSERT INTO "DatasetTrace" ("datasetId", "position", "traceId")
      SELECT ${id}, pair.value, pair.key FROM ${database.sql.pairs(JSON.stringify(traceIds.map((traceId, position) => [traceId, position])))}`);
    return key;
  });
}

/** What a dataset is called: `{name}-{version}`. */
export function datasetKey({ name, version }: { name: string; version: string }): string {
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
