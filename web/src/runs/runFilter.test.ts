import { describe, expect, it } from 'vitest';
import { filterOf, idsOf } from './runFilter.ts';

describe('The address of the runs', () => {
  it('asks for all of them when it says nothing', () => {
    expect(filterOf({ after: 'x' })).toBeNull();
  });

  it('asks for what it names', () => {
    const search = { status: ['FAILED', 'CANCELLED'], mode: 'LOCAL', dataset: 'a-v1', model: 'm' };
    expect(filterOf(search)).toEqual({
      status: ['FAILED', 'CANCELLED'],
      mode: 'LOCAL',
      datasetKey: 'a-v1',
      modelId: 'm',
    });
  });

  it('leaves out what there is not', () => {
    expect(filterOf({ status: 'BROKEN', mode: 'REMOTE', dataset: '' })).toBeNull();
  });

  it('names runs once each', () => {
    expect(idsOf('a,b,,a')).toEqual(['a', 'b']);
    expect(idsOf(undefined)).toEqual([]);
  });
});
