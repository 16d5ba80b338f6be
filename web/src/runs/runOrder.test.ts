import { expect, it } from 'vitest';
import { orderedBy, RUN_ORDER, type RunOrder, withOrder } from './runOrder.ts';

const byDataset: RunOrder = { field: 'DATASET', direction: 'ASC' };
const byLoss: RunOrder = { field: 'EVAL_LOSS', direction: 'DESC' };
const byRate: RunOrder = {
  field: 'SETTING',
  setting: 'optimizer.learning_rate',
  direction: 'DESC',
};
const byNorm: RunOrder = { field: 'METRIC', metric: 'train/grad_norm', direction: 'ASC' };

it('writes orders so that it reads the same', () => {
  for (const orders of [[byLoss], [byDataset, byLoss], [byNorm, byDataset], [byRate, byLoss]])
    expect(RUN_ORDER.read(RUN_ORDER.print(orders))).toEqual(orders);
  expect(RUN_ORDER.print([byDataset, byNorm])).toBe('dataset,metric:train/grad_norm');
});

it('leaves out what it cannot mean', () => {
  for (const text of ['', 'colour', 'dataset,colour', 'name,model,state', 'metric:'])
    expect(RUN_ORDER.read(text)).toBeUndefined();
});

it('puts a second order after the first, and turns the first where that is meant', () => {
  expect(withOrder([byDataset], byLoss, false)).toEqual([byLoss]);
  expect(withOrder([byDataset], byLoss, true)).toEqual([byDataset, byLoss]);
  expect(withOrder([byDataset, byNorm], byLoss, true)).toEqual([byDataset, byLoss]);
  const turned: RunOrder = { ...byDataset, direction: 'DESC' };
  expect(withOrder([byDataset, byLoss], turned, true)).toEqual([turned, byLoss]);
});

it('asks for the newest without a word', () => {
  expect(orderedBy(RUN_ORDER.initial)).toEqual({});
  expect(orderedBy([byDataset, byLoss])).toEqual({ orderBy: byDataset, thenBy: [byLoss] });
});
