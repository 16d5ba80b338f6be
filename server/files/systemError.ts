import { InvalidStateError } from '../errors.ts';

/** Whether the operating system refused something: a full disk, a folder that may not be written. */
export function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** What is told of an error that came while files were taken to the data folder: an expected one where the system refused. */
export function refusalOf(error: unknown, what: string): unknown {
  if (!isSystemError(error)) return error;
  return new InvalidStateError(
    `${what} could not be taken to the data folder: ${error.message}. Make room there and let this user write, and try again.`,
  );
}
