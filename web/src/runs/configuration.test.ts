import { describe, expect, it } from 'vitest';
import { compareConfigurations } from './configuration.ts';

describe('A configuration', () => {
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
