import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encodeCursor, readCursor } from './cursor.ts';
import { ValidationError } from './errors.ts';

const place = z.object({ id: z.string(), score: z.number().nullable() });

describe('A cursor', () => {
  it.for([
    { id: '01a208c7-715a-7000-8000-030db8fdd301', score: null },
    { id: '漢/+=?', score: 22.18 },
    { id: '', score: 0.1 + 0.2 },
  ])('of %j is read back as it was', (value) => {
    expect(readCursor(encodeCursor(value), place)).toEqual(value);
  });

  it('needs no escape in an address', () => {
    expect(encodeCursor({ id: '???>>>~~~', score: 1 })).toMatch(/^[\w-]+$/);
  });

  it.for([
    '',
    'garbage',
    '{}',
    encodeCursor(null),
    encodeCursor({ id: 1, score: 1 }),
    encodeCursor({ id: 'a\0', score: 1 }),
    encodeCursor({ id: '\ud800', score: 1 }),
  ])('is refused when it is %j', (text) => {
    expect(() => readCursor(text, place)).toThrow(
      new ValidationError([
        {
          path: ['cursor'],
          message: `Expected a cursor that this list gave out, got ${JSON.stringify(text)}; start again without one`,
        },
      ]),
    );
  });
});
