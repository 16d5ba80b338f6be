import { readFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from './index.ts';

describe('The schema', () => {
  it('is the one that clients are generated from', () => {
    const committed = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');
    expect(committed).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`);
  });

  it.for([
    [
      'Query',
      'health trace traces compareTraces dataset datasets previewDataset manifest run runs tunixStatus ungarStatus',
    ],
    [
      'Mutation',
      'createTrace importTraces deleteTraces deleteMatchingTraces deleteDataset scoreTrace buildDataset exportDataset createManifest startRun cancelRun retryRun resumeRun generateUngarTraces',
    ],
    ['Subscription', 'runUpdated runLog runMetrics'],
  ])('has in %s the operations that programs rely on', ([name = '', fields = '']) => {
    const type = schema.getType(name);
    const known = type && 'getFields' in type ? Object.keys(type.getFields()) : [];
    expect(known).toEqual(expect.arrayContaining(fields.split(' ')));
  });

  it.for([
    ['createTrace', 'Trace ValidationError'],
    ['importTraces', 'ImportTracesPayload ValidationError'],
    ['deleteTraces', 'DeleteTracesPayload InUseError'],
    ['deleteMatchingTraces', 'DeleteTracesPayload InUseError ValidationError'],
    ['deleteDataset', 'Dataset NotFoundError'],
    [
      'scoreTrace',
      'InvalidStateError NotFoundError Score ValidationError VerifierUnavailableError',
    ],
    ['buildDataset', 'ConflictError Dataset EmptySelectionError NotFoundError ValidationError'],
    ['exportDataset', 'DatasetExport EmptySelectionError NotFoundError ValidationError'],
    ['createManifest', 'Manifest NotFoundError ValidationError'],
    ['startRun', 'InvalidStateError NotFoundError Run TunixUnavailableError ValidationError'],
    ['cancelRun', 'InvalidStateError NotFoundError Run'],
    ['retryRun', 'InvalidStateError NotFoundError Run TunixUnavailableError'],
    ['resumeRun', 'InvalidStateError NotFoundError Run TunixUnavailableError'],
    ['generateUngarTraces', 'GenerateUngarTracesPayload UngarUnavailableError ValidationError'],
  ])('answers %s with %s', ([name = '', members = '']) => {
    const type = schema.getMutationType()?.getFields()[name]?.type;
    const union = schema.getType(String(type).replace('!', ''));
    const types = union && 'getTypes' in union ? union.getTypes() : [];
    expect(types.map(String).sort()).toEqual(members.split(' '));
  });
});
