import { refusesNul } from '../database/refusal.ts';
import { DatabaseUnavailableError, ExpectedError, type Issue, ValidationError } from '../errors.ts';
import { logOutage, RETRY_AFTER } from './outage.ts';

const STATUSES: Record<string, number> = {
  VALIDATION: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  INVALID_STATE: 409,
  IN_USE: 409,
  EMPTY_SELECTION: 422,
  DIFFERENT_CONDITIONS: 422,
  TUNIX_UNAVAILABLE: 501,
  UNGAR_UNAVAILABLE: 501,
  JUDGE_UNAVAILABLE: 501,
  VERIFIER_UNAVAILABLE: 501,
};

/** An error as problem details (RFC 9457), with what else there is to say of it. */
export function problem(status: number, title: string, more: object = {}): Response {
  return Response.json(
    { type: 'about:blank', title, status, ...more },
    {
      status,
      headers: { 'content-type': 'application/problem+json' },
    },
  );
}

/** The problem that an expected error is; anything else is a bug, which is logged and not shown.
 * `after` is said after it, and what else is given goes with it. */
export function problemOf(
  error: unknown,
  { after, ...others }: { after?: string; [name: string]: unknown } = {},
): Response {
  const detailOf = (message: string) =>
    after ? `${message.replace(/\.?$/, '.')} ${after}` : message;
  const failure = expectedFailure(error);
  if (!failure) {
    console.error(error);
    return problem(500, 'Internal server error', { detail: detailOf(UNEXPECTED), ...others });
  }
  const { status, name, message, code, issues } = failure;
  const response = problem(status, name, {
    detail: detailOf(message),
    code,
    ...(issues ? { issues } : {}),
    ...others,
  });
  if (status === 503) response.headers.set('retry-after', String(RETRY_AFTER));
  return response;
}

/** A failure that is told to whoever asked. */
export type HttpFailure = {
  name: string;
  message: string;
  code: string;
  status: number;
  issues?: Issue[];
};

/** The failure that an error tells of; nothing when it is a bug. An outage of the database is logged when it begins. */
export function expectedFailure(error: unknown): HttpFailure | undefined {
  if (error instanceof DatabaseUnavailableError) {
    logOutage(error);
    const { name, message, outage: code } = error;
    return { name, message, code, status: 503 };
  }
  if (error instanceof ExpectedError) {
    const { name, message, code } = error;
    const issues = error instanceof ValidationError ? { issues: error.issues } : {};
    return { name, message, code, status: STATUSES[code] ?? 500, ...issues };
  }
  if (isBrokenOff(error)) {
    const message = 'The request broke off before it was answered';
    return { name: 'Request broken off', message, code: 'BAD_REQUEST', status: 400 };
  }
  if (!refusesNul(error)) return undefined;
  const message = "A NUL character can't be part of an id, a key or a text; remove it";
  return expectedFailure(new ValidationError([{ path: [], message }]));
}

/** Whether the connection was closed, by either side, before a body was read or an answer was there. */
function isBrokenOff(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isCut = error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET';
  return isCut || error.name === 'AbortError';
}

export const UNEXPECTED = 'Something went wrong in the server; its log has the cause.';
