import type { ReviewKind, ReviewOrder } from '../graphql/generated/graphql.ts';

/** What one judges at a time, several of them. */
export const KIND_WORDS = {
  TRACE: 'traces',
  STEP: 'steps',
  PAIR: 'pairs',
} as const satisfies Record<ReviewKind, string>;

export function orderText({ order, seed }: { order: ReviewOrder; seed: number }): string {
  if (order === 'RANDOM') return `in random order, seed ${seed}`;
  return order === 'NEWEST' ? 'the newest first' : 'the oldest first';
}
