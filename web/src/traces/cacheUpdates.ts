import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { forgetList } from '../graphql/forgetList.ts';

const forgetTraces: UpdateResolver = (_result, _args, store) => forgetList(store, 'traces');

/** What a change of traces means for what was read of them. */
export const TRACE_UPDATES = {
  Mutation: {
    createTrace: forgetTraces,
    generateUngarTraces: forgetTraces,
    deleteTraces(_result, { ids }: { ids?: string[] }, store) {
      for (const id of ids ?? []) store.invalidate({ __typename: 'Trace', id });
    },
  },
} satisfies UpdatesConfig;
