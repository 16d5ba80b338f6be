import type { Codec } from '../address/codec.ts';
import type { OrderDirection, RunOrderField } from '../graphql/generated/graphql.ts';

export type RunOrder = { field: RunOrderField; direction: OrderDirection };

const WORDS: Record<RunOrderField, string> = {
  CREATED_AT: 'queued',
  NAME: 'name',
  STATUS: 'state',
  DATASET: 'dataset',
  MODEL: 'model',
  TRAIN_LOSS: 'train-loss',
  EVAL_LOSS: 'eval-loss',
};

/** The order of the list of runs in an address: `eval-loss`, or `-eval-loss` for the greatest first. */
export const RUN_ORDER: Codec<RunOrder> = {
  read(text) {
    const word = text.replace(/^-/, '');
    const field = fields.find((one) => WORDS[one] === word);
    return field && { field, direction: text.startsWith('-') ? 'DESC' : 'ASC' };
  },
  print: ({ field, direction }) => `${direction === 'DESC' ? '-' : ''}${WORDS[field]}`,
  initial: { field: 'CREATED_AT', direction: 'DESC' },
};

// The names of a record of all fields are those fields.
const fields = Object.keys(WORDS) as RunOrderField[];

export function isNewestFirst({ field, direction }: RunOrder): boolean {
  return field === 'CREATED_AT' && direction === 'DESC';
}

/** The argument of a list, which the cache knows to be of the newest runs without it. */
export function orderedBy(order: RunOrder): { orderBy?: RunOrder } {
  return isNewestFirst(order) ? {} : { orderBy: order };
}
