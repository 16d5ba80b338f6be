import type { Codec } from '../address/codec.ts';
import type { OrderDirection, RunOrderField } from '../graphql/generated/graphql.ts';

/** What the list of runs is ordered by; a metric by its name. */
export type RunOrder = { field: RunOrderField; metric?: string; direction: OrderDirection };

const WORDS: Record<Exclude<RunOrderField, 'METRIC'>, string> = {
  CREATED_AT: 'queued',
  NAME: 'name',
  STATUS: 'state',
  DATASET: 'dataset',
  MODEL: 'model',
  TRAIN_LOSS: 'train-loss',
  EVAL_LOSS: 'eval-loss',
};
const METRIC = 'metric:';
const MOST = 2;

const NEWEST_FIRST: RunOrder = { field: 'CREATED_AT', direction: 'DESC' };

/** The order of the list of runs in an address: `dataset,-eval-loss` is by dataset, and in each by the eval loss, the
 * greatest first. A metric is `metric:` and its name. */
export const RUN_ORDER: Codec<RunOrder[]> = {
  read(text) {
    const orders = text.split(',').map(readOrder);
    const known = orders.filter((order) => order !== undefined);
    return known.length === orders.length && known.length <= MOST ? known : undefined;
  },
  print: (orders) => orders.map(printOrder).join(),
  initial: [NEWEST_FIRST],
};

function readOrder(text: string): RunOrder | undefined {
  const word = text.replace(/^-/, '');
  const direction = text.startsWith('-') ? 'DESC' : 'ASC';
  if (word.startsWith(METRIC) && word.length > METRIC.length)
    return { field: 'METRIC', metric: word.slice(METRIC.length), direction };
  const field = fields.find((one) => WORDS[one] === word);
  return field && { field, direction };
}

function printOrder({ field, metric, direction }: RunOrder): string {
  const word = field === 'METRIC' ? `${METRIC}${metric}` : WORDS[field];
  return `${direction === 'DESC' ? '-' : ''}${word}`;
}

// The names of a record of all fields are those fields.
const fields = Object.keys(WORDS) as (keyof typeof WORDS)[];

/** Whether two orders are by the same, whichever way. */
export function isSameKey(one: Omit<RunOrder, 'direction'>, other: RunOrder): boolean {
  return one.field === other.field && one.metric === other.metric;
}

/** Orders with one that was asked for: alone, or after the first, where that is another. */
export function withOrder(orders: RunOrder[], order: RunOrder, isSecond: boolean): RunOrder[] {
  const [first] = orders;
  if (!isSecond || !first) return [order];
  return isSameKey(order, first) ? [order, ...orders.slice(1)] : [first, order];
}

/** The arguments of a list, which the cache knows to be of the newest runs without them. */
export function orderedBy(orders: RunOrder[]): { orderBy?: RunOrder; thenBy?: RunOrder[] } {
  const [orderBy = NEWEST_FIRST, ...thenBy] = orders;
  if (thenBy.length > 0) return { orderBy, thenBy };
  return RUN_ORDER.print([orderBy]) === RUN_ORDER.print(RUN_ORDER.initial) ? {} : { orderBy };
}
