import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ValidationPlugin from '@pothos/plugin-validation';
import type PrismaTypes from '../prisma/generated/pothos.ts';
import { getDatamodel } from '../prisma/generated/pothos.ts';
import type { Database } from '../server/database/open.ts';
import type { Settings } from '../server/env.ts';
import { ValidationError } from '../server/errors.ts';
import type { createRediaiHealth } from '../server/integrations/rediai/health.ts';
import type { createUngarProbe } from '../server/integrations/ungar/status.ts';
import type { JudgeContext } from '../server/judges/context.ts';
import { issuesOf } from '../server/parse.ts';
import type { RowLengths } from '../server/preflight/rowLengths.ts';
import type { RunContext } from '../server/runs/context.ts';
import type { Scorings } from '../server/scores/answer/scorings.ts';
import type { Deletions } from '../server/storage/deletions.ts';
import type { Storage } from '../server/storage/storage.ts';
import ColumnsPlugin from './columns.ts';
import { LIST_OPTIONS, PAGE } from './list.ts';

/** What resolvers work with. */
export type Context = {
  database: Database;
  settings: Settings;
  runs: RunContext;
  tunix: RunContext['tunix'];
  ungar: ReturnType<typeof createUngarProbe>;
  rowLengths: RowLengths;
  judges: JudgeContext;
  scorings: Scorings;
  deletions: Deletions;
  storage: Storage;
  rediai: ReturnType<typeof createRediaiHealth>;
  /** Comes when whoever asked has gone away; not there over a WebSocket. */
  signal?: AbortSignal | undefined;
};

export const builder = new SchemaBuilder<{
  Context: Context;
  DefaultFieldNullability: false;
  PrismaTypes: PrismaTypes;
  Scalars: {
    BigInt: { Input: bigint; Output: bigint };
    DateTime: { Input: Date; Output: Date };
    ID: { Input: string; Output: string };
    JSON: { Input: unknown; Output: unknown };
  };
}>({
  plugins: [
    ColumnsPlugin,
    RelayPlugin,
    ErrorsPlugin,
    PrismaPlugin,
    ValidationPlugin,
    ComplexityPlugin,
  ],
  defaultFieldNullability: false,
  relay: LIST_OPTIONS,
  errors: {
    directResult: true,
    unsafelyHandleInputErrors: true,
    defaultUnionOptions: { description: 'What was asked for, or an error that says what to do.' },
  },
  prisma: {
    client: ({ database }: Context) => database.prisma,
    dmmf: getDatamodel(),
    exposeDescriptions: true,
    filterConnectionTotalCount: true,
    defaultConnectionSize: PAGE.usual,
    maxConnectionSize: PAGE.largest,
    onUnusedQuery: null,
  },
  validation: { validationError: (failure) => new ValidationError(issuesOf(failure)) },
  complexity: {
    defaultComplexity: 1,
    defaultListMultiplier: 10,
    limit: { depth: 15, breadth: 300, complexity: 20_000 },
  },
});

builder.queryType({ description: 'Reading: nothing here changes anything.' });
builder.mutationType({
  description: 'Changing: every operation answers what it made, or an error that says what to do.',
});
builder.subscriptionType({ description: 'Watching: what is, first, and then every change.' });
