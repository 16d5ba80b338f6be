import type { UpdatesConfig } from '@urql/exchange-graphcache';
import { addRun } from './addRun.ts';

/** What a run that is watched means for what was read of them. */
export const RUN_UPDATES = {
  Subscription: {
    runUpdated: ({ runUpdated }: { runUpdated: { id: string } }, _args, store) =>
      addRun(store, runUpdated.id),
  },
} satisfies UpdatesConfig;
