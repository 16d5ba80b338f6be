import { CombinedError } from '@urql/core';
import { describe, expect, it } from 'vitest';
import { explainError, explainRefusal, failureText, isGranted, placeOf } from './failure.ts';

describe('A failure', () => {
  it('names each place of the input as one would write it', () => {
    const issues = [
      { path: ['input', 'steps', '0', 'i'], message: 'Expected `i` to be at least 0, got -1' },
      { path: ['input', 'prompt'], message: 'Expected 1 to 200000 characters, got 0' },
    ];
    const failure = explainRefusal({ __typename: 'ValidationError', message: 'Both', issues });
    expect(failure.issues.map(({ path }) => placeOf(path))).toEqual(['steps[0].i', 'prompt']);
  });

  it('is told apart from a run or a manifest, which have messages too', () => {
    expect(isGranted({ __typename: 'NotFoundError' })).toBe(false);
    expect(isGranted({ __typename: 'Run' })).toBe(true);
  });

  it('says what the server said', () => {
    const error = new CombinedError({ graphQLErrors: ['The query is too deep'] });
    expect(explainError(error).message).toBe('The query is too deep');
  });

  it('says that no server was there', () => {
    const error = new CombinedError({ networkError: new TypeError('Failed to fetch') });
    expect(explainError(error).message).toMatch(/does not answer/);
  });

  it('says how to sign in, also where there is no button for that', () => {
    const response = new Response('', { status: 401 });
    const failure = explainError(
      new CombinedError({ networkError: new Error('Unauthorized'), response }),
    );
    expect(failure.isSignedOut).toBe(true);
    expect(failureText(failure)).toMatch(/token.*sign in/);
  });

  it.each([
    [[{ message: 'No such run' }], 'No such run'],
    [{ code: 4403, reason: '' }, 'The server ended the connection.'],
    [undefined, 'The server ended the connection.'],
  ])('says why a subscription ended: %j', (error, message) => {
    expect(explainError(error).message).toBe(message);
  });
});
