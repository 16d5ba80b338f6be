import { join, type Sql, sql } from '@prisma/client-runtime-utils';
import { z } from 'zod';

const RUN_ORDER_FIELDS = [
  'CREATED_AT',
  'NAME',
  'STATUS',
  'DATASET',
  'MODEL',
  'TRAIN_LOSS',
  'EVAL_LOSS',
  'METRIC',
] as const;

/** What a list of runs is ordered by; `METRIC` says which. */
export type RunOrder = {
  field: (typeof RUN_ORDER_FIELDS)[number];
  metric?: string | null | undefined;
  direction: 'ASC' | 'DESC';
};

export const runOrder = z
  .strictObject({
    field: z.enum(RUN_ORDER_FIELDS),
    metric: z.string().min(1).max(256).nullish(),
    direction: z.enum(['ASC', 'DESC']),
  })
  .refine(({ field, metric }) => (field === 'METRIC') === (metric != null), {
    path: ['metric'],
    error: 'Expected `metric` to be the name of one with the field METRIC, and absent with others',
  });

export const laterRunOrders = z
  .array(runOrder)
  .max(2, 'Expected at most two more things to order by');

export const NEWEST_RUNS_FIRST: RunOrder = { field: 'CREATED_AT', direction: 'DESC' };

/** A column that a list is ordered by, and which way. */
export type OrderKey = { column: Sql; isDescending: boolean };

/** The columns that runs are ordered by, the id last, which is a moment: of equal runs the later come where the last
 * order has later ones. Runs without a value of a metric come last either way. */
export function keysOf(orders: RunOrder[]): OrderKey[] {
  const keys = orders.flatMap(({ field, metric, direction }) => {
    const isDescending = direction === 'DESC';
    const column = columnOf(field, metric ?? '', isDescending);
    return column ? [{ column, isDescending }] : [];
  });
  return [...keys, { column: sql`r."id"`, isDescending: orders.at(-1)?.direction === 'DESC' }];
}

/** What lies beyond a place, given as the values of its keys. */
export function beyond(keys: OrderKey[], values: unknown[], isAfter: boolean): Sql {
  const alternatives = keys.map(({ column, isDescending }, place) => {
    const before = keys.slice(0, place).map((key, index) => sql`${key.column} = ${values[index]}`);
    const way = isAfter === isDescending ? sql`<` : sql`>`;
    return sql`(${join([...before, sql`${column} ${way} ${values[place]}`], ' AND ')})`;
  });
  return sql`(${join(alternatives, ' OR ')})`;
}

function columnOf(field: RunOrder['field'], metric: string, isDescending: boolean): Sql | null {
  switch (field) {
    case 'CREATED_AT':
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
      return lastValue(metric, isDescending);
  }
}

function lastValue(name: string, isDescending: boolean): Sql {
  const none = isDescending ? -Number.MAX_VALUE : Number.MAX_VALUE;
  return sql`coalesce((SELECT m."value" FROM "Metric" AS m WHERE m."runId" = r."id" AND m."name" = ${name}
    ORDER BY m."step" DESC, m."seq" DESC LIMIT 1), ${none})`;
}
