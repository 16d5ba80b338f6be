import { choice } from '../address/codec.ts';
import type { RunOrderField, RunRowFragment } from '../graphql/generated/graphql.ts';
import { statusWord } from './RunStatus.tsx';

/** What runs of the list can stand together by. */
export const RUN_GROUPS: Record<
  'dataset' | 'model' | 'state',
  { name: string; field: RunOrderField; of: (run: RunRowFragment) => string }
> = {
  dataset: { name: 'Dataset', field: 'DATASET', of: (run) => run.datasetKey },
  model: { name: 'Model', field: 'MODEL', of: (run) => run.modelId },
  state: { name: 'State', field: 'STATUS', of: (run) => statusWord(run.status) },
};

export type RunGroup = keyof typeof RUN_GROUPS;

export const RUN_GROUP = choice(['dataset', 'model', 'state'], null);
