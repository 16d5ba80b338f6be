import { watchRuns } from '../../server/runs/watch.ts';
import { builder } from '../builder.ts';

builder.subscriptionField('runUpdated', (t) =>
  t.prismaField({
    type: 'Run',
    description:
      'Runs as they change. With an id: that run as it is now, then each change, until it has ended. Without: every run that has not ended, or has within the last minute, then each change of any.',
    args: { id: t.arg.id({ description: 'Id of the run.' }) },
    subscribe: (_root, { id }, { runs }) => watchRuns(runs, id ?? null),
    resolve: (query, runId: string, _args, { database }) =>
      database.prisma.run.findUniqueOrThrow({
        ...query,
        where: { id: runId },
      }),
  }),
);
