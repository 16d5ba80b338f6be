import type { Review } from '../../prisma/generated/sqlite/client.ts';
import type { Scale } from './definition.ts';

/** Something that can be said of an item, and the score that it is; of a pair, what the trace on the left gets. */
export type Option = { label: string; score: number };

/** What can be said of a pair, as it is stored: whose the first and the second trace are, whoever sees them where. */
export const PAIR_CHOICES = ['FIRST', 'SECOND', 'TIE'] as const;

const PAIR_OPTIONS: Option[] = [
  { label: 'left is better', score: 1 },
  { label: 'right is better', score: 0 },
  { label: 'tie', score: 0.5 },
];

// So many have a digit each.
const MOST_OPTIONS = 9;

/** The scale of a review from its column, which holds what `createReview` wrote; null of pairs. */
function scaleOf({ scale }: Pick<Review, 'scale'>): Scale | null {
  return scale as Scale | null;
}

/** What a reviewer chooses from by a digit; nothing where there are too many numbers, of which one is written. */
export function optionsOf(review: Pick<Review, 'kind' | 'scale'>): Option[] {
  const scale = scaleOf(review);
  if (!scale) return PAIR_OPTIONS;
  if ('labels' in scale) return scale.labels;
  const count = scale.max - scale.min + 1;
  if (count > MOST_OPTIONS) return [];
  return Array.from({ length: count }, (_, index) => numberOption(scale.min + index));
}

/** The numbers of a review whose verdicts are written. */
export function rangeOf(review: Pick<Review, 'kind' | 'scale'>) {
  const scale = scaleOf(review);
  return scale && 'min' in scale && optionsOf(review).length === 0 ? scale : null;
}

export function numberOption(score: number): Option {
  return { label: String(score), score };
}
