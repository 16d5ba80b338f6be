import { CombinedError } from '@urql/core';
import { describe, expect, it } from 'vitest';
import { errorOf, isRefusal, refusalOf } from './failure.ts';

describe('A failure', () => {
  it('names each place of the input as one would write it', () => {
    const issues = [
      { path: ['input', 'steps', '0', 'i'], message: 'Expected `i` to be at least 0, got -1' },
      { path: ['input', 'prompt'], message: 'Expected 1 to 200000 characters, got 0' },
    ];
    const failure = refusalOf({ __typename: 'ValidationError', message: 'Both', issues });
    expect(failure.issues.map(({ path }) => path)).toEqual(['steps[0].i', 'prompt']);
  });

  it('is told apart from a run or a manifest, which have messages too', () => {
    expect(isRefusal({ __typename: 'NotFoundError' })).toBe(true);
    expect(isRefusal({ __typename: 'Run' })).toBe(false);
  });

  it('says what the server said', () => {
    const error = new CombinedError({ graphQLErrors: ['The query is too deep'] });
    expect(errorOf(error).message).toBe('The query is too deep');
  });

  it('says that no server was there', () => {
    const error = new CombinedError({ networkError: new TypeError('Failed to fetch') });
    expect(errorOf(error).message).toMatch(/does not answer/);
  });
});
