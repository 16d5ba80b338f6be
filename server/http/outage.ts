import type { DatabaseUnavailableError, OutageCode } from '../errors.ts';

/** When to try again, in seconds: the value of `Retry-After`. */
export const RETRY_AFTER = 5;

const QUIET_PERIOD = 60_000;
const lastMet = new Map<OutageCode, number>();

/** Logs an outage when it begins, and not again for every request that meets it. */
export function logOutage({ outage, message, cause }: DatabaseUnavailableError): void {
  const now = performance.now();
  const isNew = now - (lastMet.get(outage) ?? Number.NEGATIVE_INFINITY) > QUIET_PERIOD;
  lastMet.set(outage, now);
  if (!isNew) return;
  const reason = cause instanceof Error ? ` (${cause.message})` : '';
  console.error(`${outage}: ${message}${reason}`);
}
