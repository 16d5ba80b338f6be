import { expect, it } from 'vitest';
import { readForm } from '../../address/urlForm.ts';
import { DEFAULT_DATASET_FORM, definitionOf } from './definition.ts';
import { searchOf } from './searchOf.ts';

const dataset = {
  key: 'maths-v1',
  filter: {
    search: 'x',
    source: 'synthetic',
    meta: [
      { path: 'task.kind', equals: 'a=b' },
      { path: 'n', equals: 3 },
    ],
    score: { criteria: 'baseline', min: 10 },
    stepCount: { max: 4 },
    createdAt: { from: '2026-11-01T00:00:00.000Z' },
    importId: '01a21fef-c3aa-7000-8000-010b2a27ca8f',
  },
  strategy: 'STRATIFIED' as const,
  seed: 7,
  stratifyBy: 'task.kind',
  limit: 50,
};

it('gives a builder what a dataset was built from, under a version to be chosen', () => {
  const { builder } = searchOf(dataset);
  const { filter, strategy, seed, stratifyBy, limit } = dataset;
  expect(definitionOf(readForm(builder, DEFAULT_DATASET_FORM))).toMatchObject({
    ...{ name: '', version: '', parentDatasetKey: 'maths-v1' },
    ...{ filter, strategy, seed, stratifyBy, limit },
  });
});

it('asks the list of traces for what passes the filter now', () => {
  expect(searchOf({ ...dataset, filter: {} }).filter).toBe('');
  expect(searchOf(dataset).filter).toContain('source=synthetic&meta=task.kind%3D%22a%3Db%22');
});
