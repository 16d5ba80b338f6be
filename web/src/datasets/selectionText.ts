import type { SelectionStrategy } from '../graphql/generated/graphql.ts';

const WORDS: Record<SelectionStrategy, string> = {
  LATEST: 'Newest',
  RANDOM: 'Random',
  STRATIFIED: 'Proportions kept',
};

/** How traces were chosen, in a few words: `Proportions of task.kind kept, seed 7`. */
export function selectionText({
  strategy,
  seed,
  stratifyBy,
}: {
  strategy: SelectionStrategy;
  seed?: number | null;
  stratifyBy?: string | null;
}): string {
  const words = stratifyBy ? `Proportions of ${stratifyBy} kept` : WORDS[strategy];
  return seed == null ? words : `${words}, seed ${seed}`;
}
