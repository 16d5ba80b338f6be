import { expect, it } from 'vitest';
import { leftOutOf } from '../../address/understood.ts';
import {
  DATASET_CODECS,
  DEFAULT_DATASET_FORM,
  datasetFieldAt,
  definitionOf,
  filterSearchOf,
  previewInputOf,
} from './definition.ts';
import { namingProblemsOf, selectionProblemsOf } from './problems.ts';

it('builds what the form says', () => {
  const form = {
    ...DEFAULT_DATASET_FORM,
    ...{ name: 'maths', search: 'x', meta: ['kind="a"'], stepsMin: '2' },
    ...{ strategy: 'STRATIFIED', seed: '7', stratifyBy: 'kind', limit: '50' },
  };
  expect(definitionOf(form)).toEqual({
    name: 'maths',
    version: 'v1',
    filter: { search: 'x', meta: [{ path: 'kind', equals: 'a' }], stepCount: { min: 2 } },
    limit: 50,
    strategy: 'STRATIFIED',
    seed: 7,
    stratifyBy: 'kind',
    parentDatasetKey: null,
  });
  expect(filterSearchOf(form)).toBe('?search=x&meta=kind%3D%22a%22&stepsMin=2');
});

it('has no seed for the newest traces', () => {
  expect(definitionOf(DEFAULT_DATASET_FORM)).toMatchObject({
    strategy: 'LATEST',
    seed: null,
    stratifyBy: null,
  });
});

it('previews what has no name yet', () => {
  expect(selectionProblemsOf(DEFAULT_DATASET_FORM)).toEqual({});
  expect(Object.keys(namingProblemsOf(DEFAULT_DATASET_FORM))).toEqual(['name']);
  expect(previewInputOf(DEFAULT_DATASET_FORM)).toMatchObject({ name: 'preview' });
});

it.each([
  [{ limit: '0' }, 'limit'],
  [{ limit: '' }, 'limit'],
  [{ stepsMin: '1.5' }, 'stepsMin'],
  [{ scoreMin: 'many' }, 'scoreMin'],
  [{ scoreMin: '5', scoreMax: '4' }, 'scoreMax'],
  [{ strategy: 'RANDOM', seed: '' }, 'seed'],
  [{ strategy: 'STRATIFIED' }, 'stratifyBy'],
])('names the field that is wrong in %o', (values, field) => {
  expect(Object.keys(selectionProblemsOf({ ...DEFAULT_DATASET_FORM, ...values }))).toEqual([field]);
});

it('leaves out of its address what no field can show', () => {
  const search = {
    from: '2026-02-30',
    meta: ['kind', '=', 'kind="a"'],
    strategy: 'BEST',
    length: '7',
  };
  const leftOut = leftOutOf(search, DATASET_CODECS).map(({ name, value }) => `${name}=${value}`);
  expect(leftOut).toEqual(['from=2026-02-30', 'meta=kind', 'strategy=BEST', 'length=7']);
});

it.each(['-a', 'a-', 'a b', 'ä', ''])('takes no "%s" for a name', (name) => {
  expect(namingProblemsOf({ ...DEFAULT_DATASET_FORM, name })).toHaveProperty('name');
});

it('knows its fields by the places that the API names', () => {
  expect(datasetFieldAt(['input', 'filter', 'score', 'min'])).toBe('scoreMin');
  expect(datasetFieldAt(['input', 'stratifyBy'])).toBe('stratifyBy');
  expect(datasetFieldAt(['input', 'filter', 'meta', '0', 'path'])).toBeUndefined();
});
