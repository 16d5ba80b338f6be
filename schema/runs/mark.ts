import { NotFoundError, ValidationError } from '../../server/errors.ts';
import { countTags, markRuns, noteRun, runMarks, runNotes } from '../../server/runs/mark.ts';
import { MOST_MARKED, MOST_TAG, MOST_TAGS } from '../../server/runs/markLimits.ts';
import { builder } from '../builder.ts';
import { idArgument } from './arguments.ts';
import { Run } from './run.ts';

const MarkRunsInput = builder.inputType('MarkRunsInput', {
  description: 'Runs, and what is to be marked at all of them. What is absent stays.',
  fields: (t) => ({
    ids: t.idList({ required: true, description: `Ids of 1 to ${MOST_MARKED} runs.` }),
    isPinned: t.boolean({ description: 'Whether they are pinned.' }),
    isArchived: t.boolean({ description: 'Whether they are put aside.' }),
    addTags: t.stringList({
      description: `Words that they are found by, of at most ${MOST_TAG} characters; at most ${MOST_TAGS} of a run.`,
    }),
    removeTags: t.stringList({ description: 'Words that they are no longer found by.' }),
  }),
});

const MarkedRuns = builder.objectRef<Awaited<ReturnType<typeof markRuns>>>('MarkedRuns').implement({
  description: 'Runs that were marked.',
  fields: (t) => ({
    runs: t.field({
      type: [Run],
      complexity: { field: 1, multiplier: 10 },
      description: 'The runs, in the order of their ids.',
      resolve: (runs) => runs,
    }),
  }),
});

const RunTagCount = builder
  .objectRef<Awaited<ReturnType<typeof countTags>>[number]>('RunTagCount')
  .implement({
    description: 'How many runs have a tag.',
    fields: (t) => ({
      tag: t.exposeString('tag', { description: 'The tag.' }),
      count: t.exposeInt('count', { description: 'How many runs have it.' }),
    }),
  });

builder.prismaObjectFields('Run', (t) => ({
  notes: t.exposeString('notes', { description: 'What people noted of it.' }),
  tags: t.stringList({
    description: 'Words that it is found by, in small letters and in order.',
    select: { tags: { select: { tag: true }, orderBy: { tag: 'asc' } } },
    resolve: ({ tags }) => tags.map(({ tag }) => tag),
  }),
  isPinned: t.exposeBoolean('isPinned', {
    description: 'Whether it stands before all others in lists that have such first.',
  }),
  archivedAt: t.expose('archivedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When it was put aside, in UTC; lists leave it out then.',
  }),
}));

builder.queryFields((t) => ({
  runTags: t.field({
    type: [RunTagCount],
    complexity: { field: 1, multiplier: 20 },
    description: 'The tags that runs have, the most frequent first; at most 1,000.',
    resolve: (_root, _args, { database }) => countTags(database),
  }),
}));

builder.mutationFields((t) => ({
  markRuns: t.field({
    type: MarkedRuns,
    description:
      'Pins runs, puts them aside and tags them, or the other way round: all of them or none.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      input: t
        .arg({ type: MarkRunsInput, required: true, description: 'Which runs, and how.' })
        .validate(runMarks),
    },
    resolve: (_root, { input }, { runs }) => markRuns(runs, input),
  }),
  noteRun: t.field({
    type: Run,
    description: 'Writes anew what there is to say of a run.',
    errors: { types: [ValidationError, NotFoundError] },
    args: {
      id: t.arg.id(idArgument),
      notes: t.arg
        .string({ required: true, description: 'The notes; at most 20,000 characters.' })
        .validate(runNotes),
    },
    resolve: (_root, { id, notes }, { runs }) => noteRun(runs, { id, notes }),
  }),
}));
