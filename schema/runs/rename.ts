import { ConflictError, NotFoundError, ValidationError } from '../../server/errors.ts';
import { MOST } from '../../server/manifests/fields.ts';
import { renameRun, runName } from '../../server/runs/name.ts';
import { builder } from '../builder.ts';
import { idArgument } from './arguments.ts';
import { Run } from './run.ts';

builder.mutationFields((t) => ({
  renameRun: t.field({
    type: Run,
    description: 'Gives a run another name, which no other run has.',
    errors: { types: [ValidationError, NotFoundError, ConflictError] },
    args: {
      id: t.arg.id(idArgument),
      name: t.arg
        .string({ required: true, description: `The new name; 1 to ${MOST.runName} characters.` })
        .validate(runName),
    },
    resolve: (_root, { id, name }, { runs }) => renameRun(runs, { id, name }),
  }),
}));
