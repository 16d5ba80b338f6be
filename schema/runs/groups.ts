import { countGroups, runGrouping } from '../../server/runs/groups.ts';
import { builder } from '../builder.ts';
import { RunGrouping } from './grouping.ts';
import { RunFilter } from './list.ts';

const RunGroup = builder
  .objectRef<Awaited<ReturnType<typeof countGroups>>[number]>('RunGroup')
  .implement({
    description: 'Runs that share a value.',
    fields: (t) => ({
      value: t.exposeString('value', {
        description: 'The value; of a setting its JSON, which is `null` where it is not there.',
      }),
      count: t.exposeInt('count', { description: 'How many runs have it.' }),
    }),
  });

builder.queryFields((t) => ({
  runGroups: t.field({
    type: [RunGroup],
    description:
      'The groups of the runs that a filter passes, in the order in which `runs` has them, folded ones among them; at most 1,000.',
    complexity: { field: 1, multiplier: 20 },
    args: {
      by: t
        .arg({ type: RunGrouping, required: true, description: 'What they stand together by.' })
        .validate(runGrouping),
      filter: t.arg({ type: RunFilter, description: 'Which runs are meant; all without it.' }),
    },
    resolve: (_root, { by, filter }, { database }) =>
      countGroups(database, { grouping: by, filter }),
  }),
}));
