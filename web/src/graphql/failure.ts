import { CombinedError } from '@urql/core';

/** Why something did not work: in words, and by the places of what was sent. */
export type Failure = {
  message: string;
  issues: FieldIssue[];
  /** The name of the error that the API declares; undefined when there was no answer. */
  refusal?: string;
  /** Whether the server would answer one who signs in. */
  isSignedOut?: boolean;
};

export type FieldIssue = { path: readonly string[]; message: string };

export function explainError(error: unknown): Failure {
  if (error instanceof CombinedError && error.response?.status === 401) {
    return { message: 'The server asks for its token.', issues: [], isSignedOut: true };
  }
  return { message: messageOf(error), issues: [] };
}

export function explainRefusal(outcome: {
  __typename: string;
  message?: string;
  issues?: FieldIssue[];
}) {
  const { __typename: refusal, message = '', issues = [] } = outcome;
  return { refusal, message, issues } satisfies Failure;
}

/** A failure with its way on, where there is no room for a button. */
export function failureText({ message, isSignedOut }: Failure): string {
  return isSignedOut ? `${message} Reload the page to sign in.` : message;
}

/** What was asked for, and not one of the errors that may come instead. */
export type Granted<Outcome> = Exclude<Outcome, { __typename: `${string}Error` }>;

/** Told by the name alone: a run or a manifest has a message too. */
export function isGranted<Outcome extends { __typename: string }>(
  outcome: Outcome,
): outcome is Granted<Outcome> {
  return !outcome.__typename.endsWith('Error');
}

/** `['input', 'steps', '0', 'i']` as `steps[0].i`. */
export function placeOf(path: readonly string[]): string {
  const place = path[0] === 'input' ? path.slice(1) : path;
  return place
    .map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : index > 0 ? `.${part}` : part))
    .join('');
}

function messageOf(error: unknown): string {
  if (error instanceof CombinedError) {
    if (error.networkError) return 'The server does not answer.';
    return error.graphQLErrors.map(({ message }) => message).join(' ');
  }
  // What ends a subscription is a list of errors, or how its socket was closed.
  const [first] = [error].flat();
  return Object(first).message || 'The server ended the connection.';
}
