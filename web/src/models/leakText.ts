import type { LeakMarkFragment } from '../graphql/generated/graphql.ts';
import { numberText } from '../ui/format/number.ts';

/** How many of its questions a model was trained on; undefined where that is none. */
export function leakText(leaks: LeakMarkFragment['leaks']): string | undefined {
  if (!leaks || leaks.leakCount === 0) return undefined;
  const { leakCount, rowCount } = leaks;
  return leakCount === rowCount
    ? `trained on all ${numberText(rowCount)} of these questions`
    : `trained on ${numberText(leakCount)} of these ${numberText(rowCount)} questions`;
}
