import { describe, expect, it } from 'vitest';
import { leftOutOf } from '../address/understood.ts';
import { filterOf, RUN_CODECS } from './runFilter.ts';

describe('The address of the runs', () => {
  it('asks for all of them when it says nothing', () => {
    expect(filterOf({ after: 'x' })).toBeNull();
  });

  it('asks for what it names', () => {
    const search = {
      status: ['FAILED', 'CANCELLED'],
      mode: 'LOCAL',
      kind: 'EVALUATION',
      dataset: 'a-v1',
      model: 'm',
      text: 'x',
      tag: 'best,müde',
      archived: 'ALONE',
    };
    expect(filterOf(search)).toEqual({
      status: ['FAILED', 'CANCELLED'],
      mode: 'LOCAL',
      kind: ['EVALUATION'],
      datasetKeyContains: 'a-v1',
      modelIdContains: 'm',
      text: 'x',
      tags: ['best', 'müde'],
      archived: 'ALONE',
    });
  });

  it('leaves out what there is not, and says so', () => {
    const search = { status: ['BROKEN'], mode: 'REMOTE', dataset: '', sort: '-nothing' };
    expect(filterOf(search)).toBeNull();
    expect(leftOutOf(search, RUN_CODECS)).toEqual([
      { name: 'status', value: 'BROKEN' },
      { name: 'mode', value: 'REMOTE' },
      { name: 'sort', value: '-nothing' },
    ]);
    expect(leftOutOf({ status: 'FAILED', mode: 'LOCAL', sort: '-eval-loss' }, RUN_CODECS)).toEqual(
      [],
    );
  });
});
