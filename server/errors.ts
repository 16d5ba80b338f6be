export type Issue = { path: string[]; message: string };

/** An expected failure: part of the API, shown to whoever asked. Anything else that is thrown is a bug. */
export abstract class ExpectedError extends Error {
  abstract readonly code: string;
}

/** The input breaks a rule; `issues` names each place and what was got. */
export class ValidationError extends ExpectedError {
  readonly code = 'VALIDATION';
  override name = 'ValidationError';
  readonly issues: Issue[];

  constructor(issues: Issue[]) {
    super(summary(issues));
    this.issues = issues;
  }
}

export class NotFoundError extends ExpectedError {
  readonly code = 'NOT_FOUND';
  override name = 'NotFoundError';
}

/** Something else is stored where this was to go. */
export class ConflictError extends ExpectedError {
  readonly code = 'CONFLICT';
  override name = 'ConflictError';
}

/** The state that it is in does not allow it. */
export class InvalidStateError extends ExpectedError {
  readonly code = 'INVALID_STATE';
  override name = 'InvalidStateError';
}

/** Something that depends on it is in the way. */
export class InUseError extends ExpectedError {
  readonly code = 'IN_USE';
  override name = 'InUseError';
}

/** A condition that two evaluations do not share: the way to it, and what each has as JSON. */
export type DifferentCondition = { path: string; base: string; other: string };

/** Two evaluations were made under different conditions. */
export class DifferentConditionsError extends ExpectedError {
  readonly code = 'DIFFERENT_CONDITIONS';
  override name = 'DifferentConditionsError';
  readonly conditions: DifferentCondition[];

  constructor(message: string, conditions: DifferentCondition[]) {
    super(message);
    this.conditions = conditions;
  }
}

export class EmptySelectionError extends ExpectedError {
  readonly code = 'EMPTY_SELECTION';
  override name = 'EmptySelectionError';
}

/** Training was asked for where google-tunix is not installed. */
export class TunixUnavailableError extends ExpectedError {
  readonly code = 'TUNIX_UNAVAILABLE';
  override name = 'TunixUnavailableError';
}

/** UNGAR was asked for where it is not installed. */
export class UngarUnavailableError extends ExpectedError {
  readonly code = 'UNGAR_UNAVAILABLE';
  override name = 'UngarUnavailableError';
}

/** A judge was asked where no endpoint is set. */
export class JudgeUnavailableError extends ExpectedError {
  readonly code = 'JUDGE_UNAVAILABLE';
  override name = 'JudgeUnavailableError';
}

/** Answers were to be verified where Python is missing, or does not run the verifier. */
export class VerifierUnavailableError extends ExpectedError {
  readonly code = 'VERIFIER_UNAVAILABLE';
  override name = 'VerifierUnavailableError';
}

/** What keeps a database from doing what it is asked. */
export type OutageCode =
  | 'DATABASE_BUSY'
  | 'DATABASE_FULL'
  | 'DATABASE_AWAY'
  | 'DATABASE_DAMAGED'
  | 'DATABASE_READ_ONLY';

/** The database does not do what it was asked, whatever that was, so that every operation can meet it
 * and no union names it. Its code is not called `code`, which Prisma would take for one of its own. */
export class DatabaseUnavailableError extends Error {
  override name = 'DatabaseUnavailableError';
  readonly outage: OutageCode;

  constructor(outage: OutageCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.outage = outage;
  }
}

function summary(issues: Issue[]): string {
  const [first] = issues;
  if (!first) return 'The input is not valid';
  const place = first.path.length > 0 ? `${formatPath(first.path)}: ` : '';
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return `${place}${first.message}${more}`;
}

/** `['traces', '412', 'prompt']` as `traces[412].prompt`. */
export function formatPath(path: string[]): string {
  return path
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}
