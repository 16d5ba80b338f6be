import type { Dataset } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { ConflictError, EmptySelectionError, NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import { shown } from '../parse.ts';
import { DELETING } from '../traces/delete.ts';
import { type Candidates, candidatesOf } from './candidates.ts';
import { PAIRS } from './columns.ts';
import { compose } from './compose.ts';
import { DATASET_SCHEMA_VERSION, type DatasetDefinition } from './definition.ts';
import { type Frozen, freeze } from './freeze.ts';
import { areAllThere, insertMembers, slicesOf } from './members.ts';
import { statisticsOf } from './statistics.ts';

/** Selects traces and freezes them under the key `{name}-{version}`. Where the key exists, the same
 * definition and content return it unchanged.
 * @throws EmptySelectionError when no trace passes, ConflictError when the key stands for something
 * else, NotFoundError for a parent that is not stored, ValidationError for what a selection can't be made by */
export async function buildDataset(
  database: Database,
  definition: DatasetDefinition,
): Promise<Dataset> {
  const candidates = await candidatesOf(database, definition);
  for (let attempt = 1; ; attempt++) {
    const selection = await select(database, { definition, candidates });
    const dataset = selection && (await store(database, definition, selection));
    if (dataset) return dataset;
    if (attempt === MOST_ATTEMPTS) {
      throw new ConflictError(
        'Traces that pass the filter were deleted while the dataset was built. Build it again when nobody deletes them.',
      );
    }
  }
}

const MOST_ATTEMPTS = 5;

/** What a dataset is to hold; null when one of the traces was deleted before it could be read. */
async function select(
  database: Database,
  asked: { definition: DatasetDefinition; candidates: Candidates },
): Promise<Frozen | null> {
  const { definition } = asked;
  try {
    const composition = await compose(database, asked);
    if (composition.traces.length === 0) throw new EmptySelectionError(emptyText(definition));
    return await freeze(database, definition, composition);
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

function emptyText({ pairing }: DatasetDefinition): string {
  return pairing
    ? `No two traces of one question that pass the filter have scores of ${pairing.criteria} that lie so far apart, so there is no pair to build. Lower the margin, loosen the filter, or score them.`
    : 'No trace passes the filter, so there is nothing to build. Loosen the filter, or import traces.';
}

/** Stores what was selected; null, and stores nothing, when a trace was deleted meanwhile. */
async function store(
  database: Database,
  definition: DatasetDefinition,
  { traces, digest, sftSha256, pairs, sides, splits, leftOut }: Frozen,
): Promise<Dataset | null> {
  const key = datasetKey(definition);
  const slices = slicesOf(database, { traces, sides: sides?.traces });
  return database.prisma.$transaction(async (transaction) => {
    for (const lock of [key, DELETING].map(database.sql.lockKey)) {
      if (lock) await transaction.$executeRaw(lock);
    }
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
        pairCount: pairs?.length ?? null,
        sessionId: definition.sessionId ?? null,
        parentDatasetId: parent?.id ?? null,
        trainingRunId: definition.trainingRunId ?? null,
        provenance: {
          ...recordedProvenance(definition, traces.length),
          ...(definition.duplicates ? { left_out: countsOf(leftOut) } : {}),
          ...definition.provenance,
        },
      },
    });
    const { id: datasetId } = dataset;
    await insertMembers(transaction, datasetId, slices);
    if (splits.length > 0) {
      await transaction.datasetSplit.createMany({
        data: splits.map((split, position) => ({ datasetId, position, ...split })),
      });
    }
    if (pairs) {
      const rows = pairs.map((pair, position) => ({
        ...pair,
        datasetId,
        position,
        split: sides?.pairs[position] ?? null,
      }));
      await database.sql.insertRows(transaction, PAIRS, rows);
    }
    return dataset;
  });
}

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

/** What of a definition decides which rows a dataset holds; what is undefined it does without. */
function frozenDefinition({
  name,
  version,
  filter,
  strategy,
  seed,
  stratifyBy,
  limit,
  kind,
  fromParent,
  addTraceIds,
  duplicates,
  split,
  pairing,
}: DatasetDefinition) {
  return {
    name,
    version,
    filter: withoutAbsent(filter ?? {}),
    strategy,
    seed: seed ?? null,
    stratifyBy: stratifyBy ?? null,
    limit,
    kind,
    fromParent,
    addedTraceIds: addTraceIds ?? undefined,
    duplicates: duplicates ?? undefined,
    split: split ?? undefined,
    pairing: pairing ?? undefined,
  };
}

function differenceFrom(
  existing: Record<string, unknown>,
  wanted: Record<string, unknown>,
): string | undefined {
  return Object.keys(wanted).find(
    (name) => JSON.stringify(existing[name] ?? null) !== JSON.stringify(wanted[name] ?? null),
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

function countsOf(leftOut: Frozen['leftOut']) {
  const exact = leftOut.filter(({ isExact }) => isExact).length;
  return { exact, near: leftOut.length - exact };
}
