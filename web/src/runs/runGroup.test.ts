import { expect, it } from 'vitest';
import { groupingOf, RUN_GROUP, sharedText } from './runGroup.ts';

it('reads what runs can stand together by, settings among them, and nothing else', () => {
  expect(['dataset', 'tags', 'training.batch_size'].map(RUN_GROUP.read)).toEqual([
    'dataset',
    'tags',
    'training.batch_size',
  ]);
  expect(['', 'constructor', 'training.nothing'].map(RUN_GROUP.read)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('asks for groups by a column or a setting', () => {
  expect(groupingOf('state', [])).toEqual({ by: 'STATUS' });
  expect(groupingOf('lora.rank', ['4'])).toEqual({
    by: 'SETTING',
    setting: 'lora.rank',
    folded: ['4'],
  });
});

it.for([
  ['state', 'FAILED', 'Failed'],
  ['kind', 'SFT', 'Training'],
  ['tags', '', 'no tags'],
  ['model', 'google/gemma', 'google/gemma'],
  ['training.schedule', '"cosine"', 'cosine'],
  ['training.batch_size', '8', '8'],
  ['lora.rank', 'null', 'not set'],
  ['lora.rank', '"left over', '"left over'],
] as const)('says of groups by %s that %j is %j', ([group, value, text]) => {
  expect(sharedText(group, value)).toBe(text);
});
