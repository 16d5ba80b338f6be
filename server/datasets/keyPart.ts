import { z } from 'zod';

/** A name that a path, an address and a key can be built from. */
export function keyPart(maximum: number) {
  return z
    .string()
    .max(maximum, `Expected at most ${maximum} characters`)
    .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9._])?$/, {
      error: ({ input }) =>
        `Expected letters, digits and . _ - only, a letter or digit first and no - last, got ${JSON.stringify(input)}`,
    });
}
