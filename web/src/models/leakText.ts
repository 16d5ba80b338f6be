import type { LeakMarkFragment } from '../graphql/generated/graphql.ts';
import { numberText } from '../ui/format/number.ts';

/** How many of its questions a model was trained on; undefined where that is none. */
export function leakText(leaks: LeakMarkFragment['leaks']): string | undefined {
  if (!leaks) return undefined;
  const { leakCount, rowCount, isFloor } = leaks;
  if (leakCount === 0) return isFloor ? 'trained on rows that are not known any more' : undefined;
  if (leakCount === rowCount) return `trained on all ${numberText(rowCount)} of these questions`;
  const least = isFloor ? 'at least ' : '';
  return `trained on ${least}${numberText(leakCount)} of these ${numberText(rowCount)} questions`;
}
