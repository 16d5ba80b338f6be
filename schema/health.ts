import { loopCounts } from '../server/counts.ts';
import { databaseStatus } from '../server/database/status.ts';
import { serverStatus } from '../server/health.ts';
import type { RediaiHealth } from '../server/integrations/rediai/health.ts';
import type { TunixStatus } from '../server/integrations/tunix/status.ts';
import { VERSION } from '../server/version.ts';
import { builder } from './builder.ts';

const DatabaseHealth = builder
  .objectRef<{ status: string; provider: string; error: string | null }>('DatabaseHealth')
  .implement({
    description: 'The database.',
    fields: (t) => ({
      status: t.exposeString('status', { description: '`healthy`, or `down`.' }),
      provider: t.exposeString('provider', { description: '`sqlite` or `postgresql`.' }),
      error: t.exposeString('error', { nullable: true, description: 'Why it is down.' }),
    }),
  });

const Rediai = builder.objectRef<RediaiHealth>('RediaiHealth').implement({
  description: 'RediAI, a service beside this one that may be absent.',
  fields: (t) => ({
    status: t.exposeString('status', {
      description: '`healthy`, `down`, or `disabled` when it is not configured.',
    }),
    mode: t.exposeString('mode', {
      description: '`disabled`, `real`, or `mock`, which asks nobody.',
    }),
    checkedAt: t.expose('checkedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last asked.',
    }),
    cached: t.exposeBoolean('cached', { description: 'Whether this is an earlier answer.' }),
    error: t.exposeString('error', { nullable: true, description: 'Why it is down.' }),
  }),
});

const Health = builder.objectRef<object>('Health').implement({
  description: 'The server and its parts.',
  fields: (t) => ({
    status: t.string({
      description: '`healthy`, or `degraded` when the database does not answer.',
      resolve: (_health, _args, { database }) => serverStatus(database),
    }),
    version: t.string({ description: 'Version of the server.', resolve: () => VERSION }),
    database: t.field({
      type: DatabaseHealth,
      description: 'The database.',
      resolve: (_health, _args, { database }) => databaseStatus(database),
    }),
    rediai: t.field({
      type: Rediai,
      description: 'RediAI.',
      resolve: (_health, _args, { rediai }) => rediai.check(),
    }),
  }),
});

const Tunix = builder.objectRef<TunixStatus>('TunixStatus').implement({
  description:
    'Whether google-tunix can train here, found out by asking the interpreter of `TUNIX_PYTHON`.',
  fields: (t) => ({
    available: t.exposeBoolean('available', { description: 'Whether training here works.' }),
    version: t.exposeString('version', { nullable: true, description: 'Version of google-tunix.' }),
    runtimeRequired: t.exposeBoolean('runtimeRequired', {
      description: 'Whether it must be installed before training.',
    }),
    message: t.exposeString('message', {
      description: 'What was found, and how to install what is missing.',
    }),
    devices: t.exposeStringList('devices', { description: "JAX's devices." }),
    python: t.exposeString('python', { description: 'The interpreter that was asked.' }),
  }),
});

const Counts = builder.objectRef<Awaited<ReturnType<typeof loopCounts>>>('LoopCounts').implement({
  description: 'How many there are of each noun of the loop.',
  fields: (t) => ({
    traces: t.exposeInt('traces', { description: 'Traces that are stored.' }),
    scores: t.exposeInt('scores', { description: 'Scores that were ever given.' }),
    datasets: t.exposeInt('datasets', { description: 'Datasets that were built.' }),
    manifests: t.exposeInt('manifests', { description: 'Manifests that were kept.' }),
    runs: t.exposeInt('runs', { description: 'Runs, however they ended.' }),
    metrics: t.exposeInt('metrics', { description: 'Points that runs measured.' }),
    checkpoints: t.exposeInt('checkpoints', { description: 'Checkpoints that runs saved.' }),
  }),
});

builder.queryFields((t) => ({
  counts: t.field({
    type: Counts,
    description: 'How many there are of each noun of the loop.',
    resolve: (_root, _args, { database, signal }) => loopCounts(database, signal),
  }),
  health: t.field({ type: Health, description: 'The server and its parts.', resolve: () => ({}) }),
  tunixStatus: t.field({
    type: Tunix,
    description: 'Whether google-tunix can train here.',
    resolve: (_root, _args, { tunix }) => tunix.status(),
  }),
}));
