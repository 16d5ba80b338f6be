import { followLog } from '../../server/logs/follow.ts';
import { type LogBatch, lineCount, readLog } from '../../server/logs/page.ts';
import type { LogLine } from '../../server/runs/feed.ts';
import { builder } from '../builder.ts';
import { afterArgument, idArgument } from '../runs/arguments.ts';

const LogStreamEnum = builder.enumType('LogStream', {
  description: 'What a line was printed on.',
  values: {
    STDOUT: { description: 'Standard output: what the launcher says.' },
    STDERR: { description: 'Standard error: what Tunix and JAX log.' },
  },
});

const LogLineObject = builder.objectRef<LogLine>('LogLine').implement({
  description: 'A line that a run printed.',
  fields: (t) => ({
    seq: t.exposeInt('seq', { description: 'Its number in the run, from 1, over both streams.' }),
    stream: t.expose('stream', { type: LogStreamEnum, description: 'What it was printed on.' }),
    text: t.exposeString('text', {
      description:
        'The line. One that ends in a carriage return is overwritten by the next, as on a terminal.',
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was read.' }),
  }),
});

const RunLogBatch = builder.objectRef<LogBatch>('RunLogBatch').implement({
  description: 'Log lines that follow one another.',
  fields: (t) => ({
    lines: t.expose('lines', { type: [LogLineObject], description: 'The lines.' }),
    cursor: t.exposeInt('cursor', { description: 'The place after them, to go on from.' }),
  }),
});

builder.prismaObjectFields('Run', (t) => ({
  log: t.field({
    type: RunLogBatch,
    description: 'Stored log lines after a place, in order.',
    args: {
      after: t.arg.int({
        required: true,
        defaultValue: 0,
        description: 'The place: number of the line before the first.',
      }),
      first: t.arg
        .int({
          required: true,
          defaultValue: 200,
          description: 'The most lines; 1 to 1,000.',
        })
        .validate(lineCount),
    },
    complexity: 50,
    select: { id: true },
    resolve: ({ id }, page, { database }) => readLog(database, { runId: id, ...page }),
  }),
}));

builder.subscriptionFields((t) => ({
  runLog: t.field({
    type: RunLogBatch,
    description:
      'What a run prints: the lines that are stored after a place, then new ones as they come. Ends with the run.',
    args: { id: t.arg.id(idArgument), after: t.arg.int(afterArgument) },
    subscribe: (_root, { id, after }, { runs }) => followLog(runs, { runId: id, after }),
    resolve: (batch: LogBatch) => batch,
  }),
}));
