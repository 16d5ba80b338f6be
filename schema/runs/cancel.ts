import { InvalidStateError, NotFoundError } from '../../server/errors.ts';
import { cancelRun } from '../../server/runs/cancel.ts';
import { builder } from '../builder.ts';
import { idArgument } from './arguments.ts';

builder.mutationFields((t) => ({
  cancelRun: t.prismaField({
    type: 'Run',
    description: 'Stops a run: one that waits at once, one at work as soon as it can.',
    errors: { types: [NotFoundError, InvalidStateError] },
    args: { id: t.arg.id(idArgument) },
    resolve: (_query, _root, { id }, { application }) => cancelRun(application, id),
  }),
}));
