import type { SelectionStrategy } from '../graphql/generated/graphql.ts';

const WORDS: Record<SelectionStrategy, string> = {
  LATEST: 'Latest',
  RANDOM: 'Random',
  STRATIFIED: 'Stratified',
};

/** How traces were chosen, in a few words: `Stratified by task.kind, seed 7`. */
export function selectionText({
  strategy,
  seed,
  stratifyBy,
}: {
  strategy: SelectionStrategy;
  seed?: number | null;
  stratifyBy?: string | null;
}): string {
  const by = stratifyBy ? ` by ${stratifyBy}` : '';
  return `${WORDS[strategy]}${by}${seed == null ? '' : `, seed ${seed}`}`;
}
