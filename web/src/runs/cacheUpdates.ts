import type { UpdatesConfig } from '@urql/exchange-graphcache';
import { forgetList } from '../graphql/forgetList.ts';
import { addRun } from './addRun.ts';

/** What a run that is watched, or deleted, means for what was read of them. */
export const RUN_UPDATES = {
  Mutation: {
    deleteCheckpoints(_result, { runId }: { runId: string }, store) {
      store.invalidate({ __typename: 'Run', id: runId });
      store.invalidate('Query', 'storage');
    },
    deleteRuns(_result, { ids }: { ids: string[] }, store) {
      forgetList(store, 'runs');
      store.invalidate('Query', 'evaluations');
      store.invalidate('Query', 'storage');
      // Those that were refused are read again.
      for (const id of ids) store.invalidate({ __typename: 'Run', id });
    },
  },
  Subscription: {
    runUpdated: ({ runUpdated }: { runUpdated: { id: string } }, _args, store) =>
      addRun(store, runUpdated.id),
  },
} satisfies UpdatesConfig;
