import { z } from 'zod';
import { readJson } from '../../json.ts';
import { traceFilter } from '../../traces/filter.ts';

const moment = z.iso
  .datetime({ offset: true, error: 'Expected a moment such as 2026-11-23T00:00:00Z' })
  .transform((text) => new Date(text))
  .nullish();

/** A filter in an address: the one that the API has, as JSON. */
export const filterInText = z
  .string()
  .transform((given, context) => {
    const reading = readJson(given);
    if ('value' in reading) return reading.value;
    context.addIssue({ code: 'custom', message: `Expected JSON: ${reading.problem}` });
    return z.NEVER;
  })
  .pipe(traceFilter.extend({ createdAt: z.strictObject({ from: moment, to: moment }).nullish() }));
