import { inspect } from 'node:util';
import { afterEach, beforeEach, vi } from 'vitest';

/** Keeps the errors that tests provoke out of their output, and answers what was reported. */
export function silencedErrors(): () => string[] {
  const reports: string[] = [];
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation((...parts) => {
      reports.push(parts.map((part) => inspect(part)).join(' '));
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    reports.length = 0;
  });
  return () => reports;
}
