import { type Sql, sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';
import type { Dialect } from '../database/dialect.ts';
import type { OrderKey } from './orderKey.ts';
import { settingKeys, settingPath, settingText } from './setting.ts';

const RUN_ORDER_FIELDS = [
  'CREATED_AT',
  'NAME',
  'STATUS',
  'DATASET',
  'MODEL',
  'TRAIN_LOSS',
  'EVAL_LOSS',
  'METRIC',
  'SETTING',
  'ACCURACY',
] as const;

/** What a list of runs is ordered by; `METRIC` and `SETTING` say which. */
export type RunOrder = {
  field: (typeof RUN_ORDER_FIELDS)[number];
  metric?: string | null | undefined;
  /** Keys of the manifest with dots between them. */
  setting?: string | null | undefined;
  direction: 'ASC' | 'DESC';
};

export const runOrder = z
  .strictObject({
    field: z.enum(RUN_ORDER_FIELDS),
    metric: z.string().min(1).max(256).nullish(),
    setting: settingPath.nullish(),
    direction: z.enum(['ASC', 'DESC']),
  })
  .refine(({ field, metric }) => (field === 'METRIC') === (metric != null), {
    path: ['metric'],
    error: 'Expected `metric` to be the name of one with the field METRIC, and absent with others',
  })
  .refine(({ field, setting }) => (field === 'SETTING') === (setting != null), {
    path: ['setting'],
    error: 'Expected `setting` with the field SETTING, and absent with others',
  });

export const laterRunOrders = z
  .array(runOrder)
  .max(2, 'Expected at most two more things to order by');

export const NEWEST_RUNS_FIRST: RunOrder = { field: 'CREATED_AT', direction: 'DESC' };

export const PINNED_FIRST: OrderKey = {
  column: sql`CASE WHEN r."isPinned" THEN 1 ELSE 0 END`,
  isDescending: true,
};

/** The columns that runs are ordered by, the id last, which is a moment: of equal runs the later come where the last
 * order has later ones. Runs without a value of a metric, a setting or an accuracy come last either way. */
export function keysOf(dialect: Dialect, orders: RunOrder[]): OrderKey[] {
  const keys = orders.flatMap((order) => keysOfOne(dialect, order));
  return [...keys, { column: sql`r."id"`, isDescending: orders.at(-1)?.direction === 'DESC' }];
}

function keysOfOne(dialect: Dialect, order: RunOrder): OrderKey[] {
  const isDescending = order.direction === 'DESC';
  if (order.setting != null) return settingKeys(settingText(dialect, order.setting), isDescending);
  const column = columnOf(order, isDescending);
  return column ? [{ column, isDescending }] : [];
}

function columnOf({ field, metric }: RunOrder, isDescending: boolean): Sql | null {
  switch (field) {
    case 'CREATED_AT':
    case 'SETTING':
      return null;
    case 'NAME':
      return sql`r."name"`;
    case 'STATUS':
      return sql`CAST(r."status" AS TEXT)`;
    case 'DATASET':
      return sql`r."datasetKey"`;
    case 'MODEL':
      return sql`r."modelId"`;
    case 'TRAIN_LOSS':
      return lastValue('train/loss', isDescending);
    case 'EVAL_LOSS':
      return lastValue('eval/loss', isDescending);
    case 'METRIC':
      return lastValue(metric ?? '', isDescending);
    case 'ACCURACY':
      return orLast(LAST_ACCURACY, isDescending);
  }
}

// Of its checkpoints, or what it measured itself. A later evaluation has a greater id.
const LAST_ACCURACY = sql`(SELECT e."accuracy" FROM "Evaluation" AS e
  WHERE (e."startRunId" = r."id" OR e."runId" = r."id") AND e."accuracy" IS NOT NULL ORDER BY e."id" DESC LIMIT 1)`;

function lastValue(name: string, isDescending: boolean): Sql {
  const last = sql`(SELECT m."value" FROM "Metric" AS m WHERE m."runId" = r."id" AND m."name" = ${name}
    ORDER BY m."step" DESC, m."seq" DESC LIMIT 1)`;
  return orLast(last, isDescending);
}

function orLast(value: Sql, isDescending: boolean): Sql {
  return sql`coalesce(${value}, ${isDescending ? -Number.MAX_VALUE : Number.MAX_VALUE})`;
}
