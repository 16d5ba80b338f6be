import {
  ConflictError,
  InvalidStateError,
  NotFoundError,
  ValidationError,
} from '../../server/errors.ts';
import { removeAlias, setAlias, setAliasInput } from '../../server/models/alias.ts';
import { deleteModel, deleteModelVersion } from '../../server/models/delete.ts';
import { modelNotes, noteModel, noteModelVersion } from '../../server/models/note.ts';
import { modelName } from '../../server/models/reference.ts';
import { registerModel, registerModelInput } from '../../server/models/register.ts';
import { renameModel } from '../../server/models/rename.ts';
import { builder } from '../builder.ts';
import { ModelVersion, RegisteredModel, reference } from './model.ts';

const RegisterModelInput = builder.inputType('RegisterModelInput', {
  description: 'A checkpoint that is to be kept.',
  fields: (t) => ({
    runId: t.id({ required: true, description: 'Id of the training.' }),
    step: t.int({ required: true, description: 'Step of the checkpoint.' }),
    name: t.string({
      required: true,
      description:
        'Name of the model, which is made where there is none: 1 to 100 letters, digits, points, hyphens and underscores.',
    }),
    alias: t.string({ description: 'A name that is to point at it, such as `champion`.' }),
    notes: t.string({ description: 'What there is to say of it; at most 20,000 characters.' }),
  }),
});

const SetAliasInput = builder.inputType('SetAliasInput', {
  description: 'Where an alias is to point.',
  fields: (t) => ({
    model: t.string({ required: true, description: 'Name of the model.' }),
    alias: t.string({ required: true, description: 'The alias: a word that is no number.' }),
    version: t.int({ required: true, description: 'The version that it is to point at.' }),
  }),
});

const DeletedModelVersion = builder.objectRef<{ id: string }>('DeletedModelVersion').implement({
  description: 'A version of a model that was deleted.',
  fields: (t) => ({ id: t.exposeID('id', { description: 'The id that it had.' }) }),
});

const DeletedModel = builder.objectRef<{ id: string }>('DeletedModel').implement({
  description: 'A model that was deleted.',
  fields: (t) => ({ id: t.exposeID('id', { description: 'The id that it had.' }) }),
});

const named = { required: true, description: 'Name of the model.' } as const;

builder.mutationFields((t) => ({
  registerModel: t.field({
    type: ModelVersion,
    description:
      'Keeps a checkpoint as the next version of a model. Its files are taken out of the folder of the training, which may go.',
    errors: { types: [ValidationError, NotFoundError, InvalidStateError, ConflictError] },
    args: {
      input: t
        .arg({ type: RegisterModelInput, required: true, description: 'What to keep.' })
        .validate(registerModelInput),
    },
    resolve: (_root, { input }, { runs }) => registerModel(runs, input),
  }),
  setAlias: t.field({
    type: ModelVersion,
    description: 'Moves an alias of a model to a version, from wherever it was.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      input: t
        .arg({ type: SetAliasInput, required: true, description: 'Where it is to point.' })
        .validate(setAliasInput),
    },
    resolve: (_root, { input }, { database }) => setAlias(database, input),
  }),
  removeAlias: t.field({
    type: ModelVersion,
    description: 'Removes an alias of a model; answers the version that it pointed at.',
    errors: { types: [NotFoundError] },
    args: {
      model: t.arg.string(named),
      alias: t.arg.string({ required: true, description: 'The alias.' }),
    },
    resolve: (_root, args, { database }) => removeAlias(database, args),
  }),
  noteModelVersion: t.field({
    type: ModelVersion,
    description: 'Writes anew what there is to say of a version.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      reference: t.arg.string(reference),
      notes: t.arg
        .string({ required: true, description: 'At most 20,000 characters.' })
        .validate(modelNotes),
    },
    resolve: (_root, args, { database }) => noteModelVersion(database, args),
  }),
  noteModel: t.field({
    type: RegisteredModel,
    description: 'Writes anew what there is to say of a model.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      name: t.arg.string(named),
      notes: t.arg
        .string({ required: true, description: 'At most 20,000 characters.' })
        .validate(modelNotes),
    },
    resolve: (_root, args, { database }) => noteModel(database, args),
  }),
  renameModel: t.field({
    type: RegisteredModel,
    description: 'Gives a model another name, which no other model has.',
    errors: { types: [ValidationError, NotFoundError, ConflictError] },
    args: {
      name: t.arg.string(named),
      newName: t.arg
        .string({
          required: true,
          description: '1 to 100 letters, digits, points, hyphens and underscores.',
        })
        .validate(modelName),
    },
    resolve: (_root, args, { database }) => renameModel(database, args),
  }),
  deleteModel: t.field({
    type: DeletedModel,
    description:
      'Deletes a model with all its versions and their files. Refused while it has an alias or a run uses a version.',
    errors: { types: [NotFoundError, InvalidStateError] },
    args: { name: t.arg.string(named) },
    resolve: (_root, { name }, { runs }) => deleteModel(runs, name),
  }),
  deleteModelVersion: t.field({
    type: DeletedModelVersion,
    description:
      'Deletes a version with its files, and its model with the last of them. Refused while an alias points at it or a run uses it.',
    errors: { types: [NotFoundError, InvalidStateError] },
    args: { reference: t.arg.string(reference) },
    resolve: (_root, args, { runs }) => deleteModelVersion(runs, args.reference),
  }),
}));
