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
    kind: 'TRACES',
    ...{ pairing: null, fromParent: false, addTraceIds: null, duplicates: null, split: null },
    filter: { search: 'x', meta: [{ path: 'kind', equals: 'a' }], stepCount: { min: 2 } },
    limit: 50,
    strategy: 'STRATIFIED',
    seed: 7,
    stratifyBy: 'kind',
    parentDatasetKey: null,
  });
  expect(filterSearchOf(form)).toBe('?search=x&meta=kind%3D%22a%22&stepsMin=2');
});

it('builds pairs, sides, and without repetitions, as the form says', () => {
  const sides = { split: 'train=0.9, test=0.1', splitSeed: '3' };
  const pairs = { kind: 'PAIRS', criteria: 'answer', margin: '0.5', strategy: 'STRATIFIED' };
  expect(definitionOf({ ...DEFAULT_DATASET_FORM, ...sides, ...pairs })).toMatchObject({
    kind: 'PAIRS',
    strategy: 'LATEST',
    pairing: { criteria: 'answer', leastMargin: 0.5, choice: 'BEST_WORST' },
    split: {
      parts: [
        { name: 'train', fraction: 0.9 },
        { name: 'test', fraction: 0.1 },
      ],
      seed: 3,
      groupBy: null,
    },
  });
  const near = { repetitions: 'near', threshold: '0.7', keep: 'a,b' };
  expect(definitionOf({ ...DEFAULT_DATASET_FORM, ...near })).toMatchObject({
    duplicates: { nearThreshold: 0.7, keepTraceIds: ['a', 'b'] },
  });
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
  const derived = { ...DEFAULT_DATASET_FORM, parent: 'all-v1', fromParent: '1' };
  expect(previewInputOf(derived)).toMatchObject({ fromParent: true, parentDatasetKey: 'all-v1' });
});

it.each([
  [{ limit: '0' }, 'limit'],
  [{ limit: '' }, 'limit'],
  [{ stepsMin: '1.5' }, 'stepsMin'],
  [{ scoreMin: 'many' }, 'scoreMin'],
  [{ scoreMin: '5', scoreMax: '4' }, 'scoreMax'],
  [{ strategy: 'RANDOM', seed: '' }, 'seed'],
  [{ strategy: 'STRATIFIED' }, 'stratifyBy'],
  [{ kind: 'PAIRS' }, 'criteria'],
  [{ kind: 'PAIRS', criteria: 'a', margin: '-1' }, 'margin'],
  [{ repetitions: 'near', threshold: '0.2' }, 'threshold'],
  [{ split: 'train=0.9,test=0.2' }, 'split'],
  [{ split: 'train' }, 'split'],
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
  expect(datasetFieldAt(['input', 'pairing', 'criteria'])).toBe('criteria');
  expect(datasetFieldAt(['input', 'split', 'parts', '0', 'name'])).toBe('split');
  expect(datasetFieldAt(['input', 'filter', 'meta', '0', 'path'])).toBeUndefined();
});
