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

/** The problem that an expected error is; anything else is thrown on, as a bug. */
export function problemOf(error: unknown): Response {
  if (!(error instanceof ExpectedError)) throw error;
  const more = error instanceof ValidationError ? { issues: error.issues } : {};
  return problem(STATUSES[error.code] ?? 500, error.name, {
    detail: error.message,
    code: error.code,
    ...more,
  });
}
