import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { forgetList } from '../graphql/forgetList.ts';
import type { TraceFilter } from '../graphql/generated/graphql.ts';

const forgetTraces: UpdateResolver = (_result, _args, store) => forgetList(store, 'traces');

/** What a change of traces means for what was read of them. */
export const TRACE_UPDATES = {
  Mutation: {
    createTrace: forgetTraces,
    generateUngarTraces: forgetTraces,
    undoImport: forgetTraces,
    deleteMatchingTraces(_result, { filter }: { filter?: TraceFilter }, store) {
      forgetList(store, 'traces');
      // Which of the others are gone only the server knows.
      if (!filter?.ids) store.invalidate('Query', 'trace');
      for (const id of filter?.ids ?? []) store.invalidate({ __typename: 'Trace', id });
    },
  },
} satisfies UpdatesConfig;
