import { NotFoundError } from '../../server/errors.ts';
import { watchRuns } from '../../server/runs/watch.ts';
import { builder } from '../builder.ts';

builder.subscriptionField('runUpdated', (t) =>
  t.prismaField({
    type: 'Run',
    description:
      'Runs as they change. With an id: that run as it is now, then each change, until it has ended. Without: every run that has not ended, or has within the last minute, then each change of any.',
    args: { id: t.arg.id({ description: 'Id of the run.' }) },
    subscribe: (_root, { id }, { runs }) => watchRuns(runs, id ?? null),
    resolve: async (query, runId: string, _args, { database }) => {
      const run = await database.prisma.run.findUnique({ ...query, where: { id: runId } });
      if (run) return run;
      throw new NotFoundError(`The run ${runId} was deleted`);
    },
  }),
);
