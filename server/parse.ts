import { z } from 'zod';
import { type Issue, ValidationError } from './errors.ts';

z.config({ customError: describe });

/** Reads a value that came from outside; `place` is where it stood there.
 * @throws ValidationError that names every place that is wrong, what was got there, and what is
 * expected */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  place: string[] = [],
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ValidationError(
    issuesOf(result.error).map(({ path, message }) => ({ path: [...place, ...path], message })),
  );
}

export function issuesOf(error: {
  issues: readonly { path?: readonly unknown[] | undefined; message: string }[];
}): Issue[] {
  return error.issues.map(({ path = [], message }) => ({ path: path.map(partOf), message }));
}

/** A value as it appears in a message: short, on one line. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'bigint' || typeof value === 'number' ? `${value}` : jsonOf(value);
  return text.length > SHOWN_LENGTH
    ? `${text.slice(0, SHOWN_LENGTH)}… (${text.length} characters)`
    : text;
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? typeof value;
  } catch (error) {
    // What nests some thousand deep can be read as JSON, but not written.
    if (error instanceof RangeError) return 'a value that nests too deep to show';
    throw error;
  }
}

/** A number in an address, which is a text there; another text is refused as it was given. */
export function numberInText(schema: z.ZodType<number>) {
  return z.preprocess(
    (given) => (typeof given === 'string' && /^-?\d+(\.\d+)?$/.test(given) ? Number(given) : given),
    schema,
  );
}

const SHOWN_LENGTH = 80;

function partOf(part: unknown): string {
  return String(typeof part === 'object' && part !== null && 'key' in part ? part.key : part);
}

function describe(issue: z.core.$ZodRawIssue): string | undefined {
  const name = issue.path?.at(-1);
  const toBe = typeof name === 'string' ? ` \`${name}\` to be` : '';
  const toHold = typeof name === 'string' ? ` \`${name}\` to hold` : '';
  const got = shown(issue.input);
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `Expected${toBe} ${article(issue.expected)}, but it is missing`
        : `Expected${toBe} ${article(issue.expected)}, got ${got}`;
    case 'unrecognized_keys':
      return `Unknown field ${issue.keys.map((key) => `\`${key}\``).join(', ')}: remove it or correct its name`;
    case 'too_small':
    case 'too_big':
      return issue.origin === 'array'
        ? `Expected${toHold} ${bound(issue)} ${isOne(issue) ? 'item' : 'items'}, got ${sizeOf(issue.input)}`
        : `Expected${toBe} ${bound(issue)}, got ${got}`;
    case 'invalid_value':
      return `Expected${toBe} ${issue.values.map((value) => shown(value)).join(' or ')}, got ${got}`;
    default:
      return undefined;
  }
}

function bound(issue: {
  code: string;
  minimum?: unknown;
  maximum?: unknown;
  inclusive?: boolean | undefined;
}): string {
  if (issue.code === 'too_small')
    return `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
  return `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`;
}

function isOne(issue: { code: string; minimum?: unknown; maximum?: unknown }): boolean {
  return (issue.code === 'too_small' ? issue.minimum : issue.maximum) === 1;
}

function sizeOf(value: unknown): string {
  return Array.isArray(value) ? String(value.length) : shown(value);
}

function article(noun: string): string {
  const full = FULL_NAMES[noun] ?? noun;
  return /^[aeio]/.test(full) ? `an ${full}` : `a ${full}`;
}

const FULL_NAMES: Record<string, string> = { int: 'integer', record: 'object' };
