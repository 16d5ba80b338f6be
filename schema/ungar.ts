import { UngarUnavailableError, ValidationError } from '../server/errors.ts';
import {
  type GeneratedTraces,
  importUngarTraces,
  ungarInput,
} from '../server/imports/importUngarTraces.ts';
import type { UngarStatus } from '../server/integrations/ungar/status.ts';
import { builder } from './builder.ts';

const Status = builder.objectRef<UngarStatus>('UngarStatus').implement({
  description:
    'Whether UNGAR can play here, found out by asking the interpreter of `UNGAR_PYTHON` to play a game.',
  fields: (t) => ({
    available: t.exposeBoolean('available', { description: 'Whether it can.' }),
    version: t.exposeString('version', { nullable: true, description: 'Version of UNGAR.' }),
    message: t.exposeString('message', {
      description: 'What was found, and how to install what is missing.',
    }),
  }),
});

const Preview = builder
  .objectRef<GeneratedTraces['preview'][number]>('UngarTracePreview')
  .implement({
    description: 'A game that was played.',
    fields: (t) => ({
      traceId: t.exposeID('traceId', {
        nullable: true,
        description: 'Id of the trace; null when it was not stored.',
      }),
      game: t.exposeString('game', { description: 'Name of the game.' }),
      result: t.exposeString('result', {
        description: 'How it ended for the first player: `win`, `loss` or `tie`.',
      }),
      myCard: t.exposeString('myCard', {
        description: 'The card of the first player, such as `TS` for the ten of spades.',
      }),
    }),
  });

const Payload = builder.objectRef<GeneratedTraces>('GenerateUngarTracesPayload').implement({
  description:
    'Games that UNGAR played, as traces. Their texts are a template around the cards, not reasoning of a model.',
  fields: (t) => ({
    traceIds: t.exposeIDList('traceIds', {
      description: 'Ids of the traces that were stored; empty without `persist`.',
    }),
    preview: t.expose('preview', { type: [Preview], description: 'The first three games.' }),
  }),
});

const Input = builder.inputType('GenerateUngarTracesInput', {
  description: 'How many games to play.',
  fields: (t) => ({
    count: t.int({ required: true, description: 'Number of games; 1 to 100.' }),
    seed: t.int({
      description:
        'Seed of the first game; each later one takes the next number. Without it games differ every time.',
    }),
    persist: t.boolean({
      required: true,
      defaultValue: true,
      description: 'Whether to store the traces.',
    }),
  }),
});

builder.queryField('ungarStatus', (t) =>
  t.field({
    type: Status,
    description: 'Whether UNGAR can play here.',
    resolve: (_root, _args, { ungar }) => ungar.status(),
  }),
);

builder.mutationField('generateUngarTraces', (t) =>
  t.field({
    type: Payload,
    description: 'Lets UNGAR play High Card Duel, and words each game as a trace.',
    errors: { types: [ValidationError, UngarUnavailableError] },
    args: {
      input: t
        .arg({ type: Input, required: true, description: 'What to play.' })
        .validate(ungarInput),
    },
    resolve: (_root, { input }, { runs }) => importUngarTraces(runs, input),
  }),
);
