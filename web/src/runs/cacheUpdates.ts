import type { UpdatesConfig } from '@urql/exchange-graphcache';
import type { NewestRunFragment } from '../graphql/generated/graphql.ts';
import { addRun } from './addRun.ts';

/** What a run that is watched means for what was read of them. */
export const RUN_UPDATES = {
  Subscription: {
    runUpdated: ({ runUpdated }: { runUpdated: Pick<NewestRunFragment, 'id'> }, _args, store) =>
      addRun(store, runUpdated.id),
  },
} satisfies UpdatesConfig;
