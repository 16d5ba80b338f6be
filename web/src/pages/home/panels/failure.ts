import type { CombinedError } from '@urql/solid';

/** Why something did not work: what was wrong at each place of what was sent, or as a whole. */
export type Failure = { message: string; issues: { path: string; message: string }[] };

type Refusal = {
  __typename: string;
  message?: string;
  issues?: { path: string[]; message: string }[];
};

/** Whether what a mutation answered is one of the errors that it may answer. */
export function isRefusal(outcome: { __typename: string }): outcome is Refusal {
  return outcome.__typename.endsWith('Error');
}

/** What the server said against it. */
export function refusalOf(outcome: Refusal): Failure {
  const issues = (outcome.issues ?? []).map(({ path, message }) => ({
    path: placeOf(path),
    message,
  }));
  return { message: outcome.message ?? '', issues };
}

/** Why there is no answer. */
export function errorOf(error: CombinedError | undefined): Failure {
  return { message: errorMessage(error), issues: [] };
}

function errorMessage(error: CombinedError | undefined): string {
  if (error?.response?.status === 401) return 'The server asks for its token. Reload to sign in.';
  if (error?.networkError) return 'The server does not answer. Is it running?';
  return error?.graphQLErrors.map(({ message }) => message).join(' ') || 'No answer came.';
}

/** `['input', 'steps', '0', 'i']` as `steps[0].i`. */
function placeOf(path: string[]): string {
  const place = path[0] === 'input' ? path.slice(1) : path;
  return place
    .map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : index > 0 ? `.${part}` : part))
    .join('');
}
