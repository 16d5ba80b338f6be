import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compareConfigurations, yamlOf } from './configuration.ts';

const CONFIGURATION = {
  version: '1.0',
  model: { model_id: 'tunix-rt/tiny' },
  training: { learning_rate: 2e-5, num_epochs: 3, wide: true, seed: null },
  lora: {},
  mesh: { shape: [1, 8], axes: ['data', 'no'] },
  stages: [{ name: 'one', steps: [] }],
  note: 'a: b # c\n"d"',
};

describe('A configuration', () => {
  it('reads as YAML that means the same', () => {
    expect(parse(yamlOf(CONFIGURATION))).toEqual(CONFIGURATION);
    expect(yamlOf({ decay: 1e-8 })).toBe('decay: 1.0e-8\n');
    expect(yamlOf({ training: { batch_size: 8 } })).toBe('training:\n  batch_size: 8\n');
  });

  it('is told apart from others by path', () => {
    const rows = compareConfigurations([
      { training: { lr: 1, seed: 1 }, tags: ['a'] },
      { training: { lr: 2, seed: 1 }, tags: ['a'], lora: { rank: 8 } },
    ]);
    expect(rows.filter(({ isDifferent }) => isDifferent)).toEqual([
      { path: 'training.lr', values: ['1', '2'], isDifferent: true },
      { path: 'lora.rank', values: [undefined, '8'], isDifferent: true },
    ]);
    expect(rows).toHaveLength(4);
  });
});
