import type { Codec } from '../address/codec.ts';
import type { OrderDirection, RunOrderField } from '../graphql/generated/graphql.ts';

/** What the list of runs is ordered by; a metric by its name, a setting by its place in the manifest. */
export type RunOrder = {
  field: RunOrderField;
  metric?: string;
  setting?: string;
  direction: OrderDirection;
};

const WORDS: Record<Exclude<RunOrderField, 'METRIC' | 'SETTING'>, string> = {
  CREATED_AT: 'queued',
  NAME: 'name',
  STATUS: 'state',
  DATASET: 'dataset',
  MODEL: 'model',
  TRAIN_LOSS: 'train-loss',
  EVAL_LOSS: 'eval-loss',
  ACCURACY: 'accuracy',
};
const METRIC = 'metric:';
const SETTING = /^setting:([a-z_.]+)$/;
const MOST = 2;

const NEWEST_FIRST: RunOrder = { field: 'CREATED_AT', direction: 'DESC' };

/** The order of the list of runs in an address: `dataset,-eval-loss` is by dataset, and in each by the eval loss, the
 * greatest first. A metric is `metric:` and its name, a setting `setting:` and its place. */
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
  const setting = SETTING.exec(word)?.[1];
  if (setting) return { field: 'SETTING', setting, direction };
  const field = fields.find((one) => WORDS[one] === word);
  return field && { field, direction };
}

function printOrder({ field, metric, setting, direction }: RunOrder): string {
  return `${direction === 'DESC' ? '-' : ''}${wordOf(field, metric ?? setting)}`;
}

function wordOf(field: RunOrderField, of: string | undefined): string {
  if (field === 'METRIC') return `${METRIC}${of}`;
  return field === 'SETTING' ? `setting:${of}` : WORDS[field];
}

// The names of a record of all fields are those fields.
const fields = Object.keys(WORDS) as (keyof typeof WORDS)[];

/** Whether two orders are by the same, whichever way. */
export function isSameKey(one: Omit<RunOrder, 'direction'>, other: RunOrder): boolean {
  return one.field === other.field && one.metric === other.metric && one.setting === other.setting;
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
