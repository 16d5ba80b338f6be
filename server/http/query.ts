import { z } from 'zod';
import { type Issue, ValidationError } from '../errors.ts';
import { parse } from '../parse.ts';

/** What a route takes after the `?` of its address. */
export type QuerySchema = z.ZodObject;

export const NO_QUERY = z.object({});

/** Reads the parameters of an address.
 * @throws ValidationError that names each one that is unknown, there twice, or wrong */
export function parseQuery<Schema extends QuerySchema>(
  schema: Schema,
  parameters: URLSearchParams,
): z.output<Schema> {
  const known = Object.keys(schema.shape);
  const issues = [...new Set(parameters.keys())].flatMap((name): Issue[] => {
    const message = problemOf(name, parameters.getAll(name).length, known);
    return message ? [{ path: [name], message }] : [];
  });
  if (issues.length > 0) throw new ValidationError(issues);
  return parse(schema, Object.fromEntries(parameters));
}

function problemOf(name: string, times: number, known: string[]): string | null {
  if (!known.includes(name)) {
    const list = known.map((parameter) => `\`${parameter}\``).join(', ') || 'none';
    return `Unknown parameter ${JSON.stringify(name)}: remove it or correct its name; known here: ${list}`;
  }
  return times > 1 ? `Expected \`${name}\` once, got it ${times} times` : null;
}
