import type { UpdatesConfig } from '@urql/exchange-graphcache';
import { forgetList } from '../graphql/forgetList.ts';

/** What a new manifest means for what was read of them. */
export const MANIFEST_UPDATES = {
  Mutation: {
    createManifest: (_result, _args, store) => forgetList(store, 'manifests'),
  },
} satisfies UpdatesConfig;
