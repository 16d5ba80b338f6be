import { refusesNul } from '../database/refusal.ts';
import { ExpectedError, ValidationError } from '../errors.ts';

const STATUSES: Record<string, number> = {
  VALIDATION: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  INVALID_STATE: 409,
  IN_USE: 409,
  EMPTY_SELECTION: 422,
  TUNIX_UNAVAILABLE: 501,
  UNGAR_UNAVAILABLE: 501,
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

/**
 * The problem that an expected error is; anything else is a bug, which is logged and not shown. `after` is
 * said after it, and what else is given goes with it.
 */
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
  const more = failure instanceof ValidationError ? { issues: failure.issues } : {};
  return problem(STATUSES[failure.code] ?? 500, failure.name, {
    detail: detailOf(failure.message),
    code: failure.code,
    ...more,
    ...others,
  });
}

/** The expected failure that an error is; nothing when it is a bug. */
export function expectedFailure(error: unknown): ExpectedError | undefined {
  if (error instanceof ExpectedError) return error;
  if (!refusesNul(error)) return undefined;
  const message = "A NUL character can't be part of an id, a key or a text; remove it";
  return new ValidationError([{ path: [], message }]);
}

export const UNEXPECTED = 'Something went wrong in the server; its log has the cause.';
