import type { CombinedError } from '@urql/solid';

/** Why an operation did not do what it should, in words. */
export function failureOf(error: CombinedError | undefined, outcome?: object | null): string {
  if (outcome && 'message' in outcome && typeof outcome.message === 'string')
    return outcome.message;
  if (error?.networkError) return 'The server does not answer. Try again.';
  return (
    error?.graphQLErrors.map(({ message }) => message).join(' ') || 'The server did not say why.'
  );
}
