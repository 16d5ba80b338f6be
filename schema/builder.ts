import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ValidationPlugin from '@pothos/plugin-validation';
import { z } from 'zod';
import type PrismaTypes from '../prisma/generated/pothos.ts';
import { getDatamodel } from '../prisma/generated/pothos.ts';
import type { Application } from '../server/application.ts';
import { ValidationError } from '../server/errors.ts';
import { issuesOf } from '../server/parse.ts';
import ColumnsPlugin from './columns.ts';
import { CURSOR } from './cursor.ts';

/** What every resolver gets. */
export type Context = {
  application: Application;
  /** Comes when whoever asked has gone away; not there over a WebSocket. */
  signal?: AbortSignal | undefined;
};

const PAGE_SIZE = z.int().min(1).max(100).nullish();

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
  relay: {
    cursorType: 'String',
    // The connection itself counts as many times as it has edges.
    edgesFieldOptions: {
      complexity: { field: 1, multiplier: 1 },
      description: 'The items of the page, each with its place.',
    },
    pageInfoFieldOptions: { description: 'Where the page begins and ends.' },
    cursorFieldOptions: { description: 'The place of the item, to go on from.' },
    nodeFieldOptions: { description: 'The item.' },
    hasNextPageFieldOptions: { description: 'Whether more follows.' },
    hasPreviousPageFieldOptions: { description: 'Whether something comes before.' },
    startCursorFieldOptions: { description: 'The place of the first item.' },
    endCursorFieldOptions: { description: 'The place of the last item.' },
    defaultConnectionTypeOptions: { description: 'A page of a list.' },
    defaultEdgeTypeOptions: { description: 'An item and its place in a list.' },
    firstArgOptions: {
      description: 'The most items to answer, from the beginning; 1 to 100.',
      validate: PAGE_SIZE,
    },
    lastArgOptions: {
      description: 'The most items to answer, from the end; 1 to 100.',
      validate: PAGE_SIZE,
    },
    afterArgOptions: { description: 'Answer what follows this cursor.', validate: CURSOR },
    beforeArgOptions: { description: 'Answer what comes before this cursor.', validate: CURSOR },
    clientMutationId: 'omit',
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    pageInfoTypeOptions: { description: 'Where a page of a list begins and ends.' },
  },
  errors: {
    directResult: true,
    unsafelyHandleInputErrors: true,
    defaultUnionOptions: { description: 'What was asked for, or an error that says what to do.' },
  },
  prisma: {
    client: ({ application }: Context) => application.database.prisma,
    dmmf: getDatamodel(),
    exposeDescriptions: true,
    filterConnectionTotalCount: true,
    maxConnectionSize: 100,
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
