import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';

const forgetJobs: UpdateResolver = (_result, _args, store) => {
  store.invalidate('Query', 'judgeJobs');
  store.invalidate('Query', 'judge');
};

/** What a new judge or a new job means for what was read of them. */
export const JUDGE_UPDATES = {
  Mutation: {
    createJudge: (_result, _args, store) => store.invalidate('Query', 'judges'),
    runJudge: forgetJobs,
  },
} satisfies UpdatesConfig;
