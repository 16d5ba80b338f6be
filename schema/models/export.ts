import type { Run as RunRow } from '../../prisma/generated/sqlite/client.ts';
import { ADDRESSES, writeAddress } from '../../server/addresses.ts';
import {
  InvalidStateError,
  NotFoundError,
  TunixUnavailableError,
  ValidationError,
} from '../../server/errors.ts';
import { startExport, startExportInput } from '../../server/models/export.ts';
import { type Exported, storedExport } from '../../server/models/exported.ts';
import { exportName } from '../../server/models/exportName.ts';
import { pushModel, pushModelInput } from '../../server/models/push.ts';
import { builder } from '../builder.ts';
import { Run } from '../runs/run.ts';

const ExportKind = builder.enumType('ExportKind', {
  description: 'What an export writes.',
  values: {
    MODEL: { value: 'model', description: 'All weights, adapters merged in.' },
    ADAPTER: { value: 'adapter', description: 'The LoRA adapters alone, as PEFT has them.' },
  } as const,
});

const ExportDtype = builder.enumType('ExportDtype', {
  description: 'The type of exported weights.',
  values: {
    FLOAT32: { value: 'float32', description: '32 bits.' },
    BFLOAT16: { value: 'bfloat16', description: '16 bits.' },
  } as const,
});

const StartExportInput = builder.inputType('StartExportInput', {
  description: 'A checkpoint that is to be written for other tools.',
  fields: (t) => ({
    runId: t.id({ description: 'Id of the training.' }),
    step: t.int({ description: 'Step of its checkpoint.' }),
    model: t.string({
      description: 'Instead of those a registered model: `name`, `name@3` or `name@champion`.',
    }),
    kind: t.field({ type: ExportKind, defaultValue: 'model', description: 'What to write.' }),
    dtype: t.field({ type: ExportDtype, description: 'In which type; float32 without it.' }),
  }),
});

const PushModelInput = builder.inputType('PushModelInput', {
  description: 'What is to be exported, and where on the Hugging Face Hub it goes.',
  fields: (t) => ({
    export: t.field({
      type: StartExportInput,
      required: true,
      description: 'What is to be exported.',
    }),
    repository: t.string({
      required: true,
      description: 'The repository, `owner/name`. It is made where there is none.',
    }),
    isPrivate: t.boolean({
      defaultValue: true,
      description: 'Whether only its owner sees it. One that is seen by others is refused then.',
    }),
  }),
});

const ExportedFile = builder.objectRef<Exported['files'][number]>('ExportedFile').implement({
  description: 'A file of an exported folder.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Its path in the folder.' }),
    sizeBytes: t.field({
      type: 'BigInt',
      description: 'Its size in bytes.',
      resolve: ({ sizeBytes }) => BigInt(sizeBytes),
    }),
    sha256: t.exposeString('sha256', { description: 'Its SHA-256, in hexadecimal.' }),
  }),
});

const Pushed = builder.objectRef<NonNullable<Exported['pushed']>>('PushedModel').implement({
  description: 'Where an export is on the Hugging Face Hub.',
  fields: (t) => ({
    repository: t.exposeString('repository', { description: 'The repository, `owner/name`.' }),
    url: t.exposeString('url', { description: 'Its address.' }),
    commit: t.exposeString('commit', { description: 'The commit that put it there.' }),
    isPrivate: t.exposeBoolean('private', { description: 'Whether only its owner sees it.' }),
  }),
});

type Named = Pick<RunRow, 'id' | 'name' | 'startModelVersionId'>;

const ExportedObject = builder.objectRef<Exported & { run: Named }>('ExportedModel').implement({
  description: 'What an export wrote, and how far it is from the model that it was made of.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'The folder, in that of the run.' }),
    files: t.expose('files', { type: [ExportedFile], description: 'Its files.' }),
    tensors: t.exposeInt('tensors', { description: 'How many tensors there are.' }),
    largestDifference: t.exposeFloat('largestDifference', {
      description:
        'The largest difference of a logit of a fixed text; of a weight where adapters were written.',
    }),
    checkedWith: t.exposeString('checkedWith', {
      description: 'What it was loaded with to find that: `transformers`, `tunix` or `tensors`.',
    }),
    pushed: t.field({
      type: Pushed,
      nullable: true,
      description: 'Where on the Hub it is; null when it was not pushed.',
      resolve: ({ pushed }) => pushed,
    }),
    url: t.string({
      description: 'Where to download the folder as a tar archive.',
      resolve: ({ run, path }) => writeAddress(ADDRESSES.runFolder, { id: run.id }, { path }),
    }),
    folderName: t.string({
      description: 'What the folder in that archive is called, after the model.',
      resolve: ({ run }, _args, { database }) => exportName(database, run),
    }),
  }),
});

builder.prismaObjectFields('Run', (t) => ({
  exported: t.field({
    type: ExportedObject,
    nullable: true,
    description: 'What an export wrote; null before it has, and of other runs.',
    select: { id: true, name: true, startModelVersionId: true, exported: true },
    resolve: (run) => {
      const exported = storedExport(run);
      return exported && { ...exported, run };
    },
  }),
}));

builder.mutationFields((t) => ({
  startExport: t.field({
    type: Run,
    description:
      'Puts a run into the queue that writes a checkpoint as a Hugging Face folder, and proves that it is the same model.',
    errors: { types: [ValidationError, NotFoundError, InvalidStateError, TunixUnavailableError] },
    args: {
      input: t
        .arg({ type: StartExportInput, required: true, description: 'What to write.' })
        .validate(startExportInput),
    },
    resolve: (_root, { input }, { runs }) => startExport(runs, input),
  }),
  pushModel: t.field({
    type: Run,
    description:
      'Puts a run into the queue that exports a checkpoint and pushes it to the Hugging Face Hub, with the `HF_TOKEN` of the server.',
    errors: { types: [ValidationError, NotFoundError, InvalidStateError, TunixUnavailableError] },
    args: {
      input: t
        .arg({ type: PushModelInput, required: true, description: 'What to push, and where.' })
        .validate(pushModelInput),
    },
    resolve: (_root, { input }, { runs }) => pushModel(runs, input),
  }),
}));
