import { z } from 'zod';
import { settledDefault } from './chooseDefault.ts';
import type { AnyField, ManifestField } from './fields.ts';
import { fieldsAfter } from './fieldsAfter.ts';
import { gather } from './gather.ts';
import { pythonPattern } from './pythonPattern.ts';

/** What a field's value is. */
export type ValueOf<F extends ManifestField> = F extends {
  choices: readonly { value: infer Value }[];
}
  ? Value
  : F extends { kind: 'text' }
    ? string
    : F extends { kind: 'integers' }
      ? number[]
      : F extends { kind: 'boolean' }
        ? boolean
        : number;

/** Fields with one default for all; that of others depends on more, or they may be absent. */
type Settled = Exclude<AnyField, { default: null } | { defaultWithLora: number }>;

/** The values whose names begin so, by what follows. */
type Values<Prefix extends string> = {
  [F in Settled as NameAfter<Prefix, F>]: ValueOf<F>;
} & {
  [F in Exclude<AnyField, Settled> as NameAfter<Prefix, F>]?: ValueOf<F> | null;
};

type NameAfter<
  Prefix extends string,
  F extends ManifestField,
> = F['name'] extends `${Prefix}${infer Name}`
  ? Name extends `${string}.${string}`
    ? never
    : Name
  : never;

type Lora = Values<'lora.'>;

/** The values of a run, with the defaults that need no more to be known. */
export type Training = Values<''> & { lora?: Lora | null };

/** The values of a run, each with its range and default. */
export const trainingInput = z
  .strictObject({
    ...schemasAfter(''),
    lora: z
      .strictObject(schemasAfter('lora.'))
      .transform((values) => gather<Lora>(Object.entries(values)))
      .nullish(),
  })
  .transform((values) => gather<Training>(Object.entries(values)));

/** The schema of each field whose name begins with the prefix, by what follows. */
export function schemasAfter(
  prefix: string,
  fields?: readonly ManifestField[],
): Record<string, z.ZodType> {
  return Object.fromEntries(
    fieldsAfter(prefix, fields).map(([name, field]) => [name, schemaOf(field)]),
  );
}

function schemaOf(field: ManifestField): z.ZodType {
  const given = givenSchema(field).nullish();
  const usual = settledDefault(field);
  return usual === undefined ? given : given.transform((value) => value ?? usual);
}

function givenSchema(field: ManifestField): z.ZodType {
  switch (field.kind) {
    case 'integer':
    case 'number':
      return numberIn(field, field.kind === 'integer' ? z.int() : z.number());
    case 'integers':
      return z.array(numberIn(field, z.int())).length(field.parts.length);
    case 'boolean':
      return z.boolean();
    case 'choice':
      return z.enum(field.choices.map(({ value }) => value));
    case 'text':
      return field.isPattern ? regularExpression(field.max) : freeText(field.max);
  }
}

function numberIn(range: { min?: number; above?: number; max: number }, schema: z.ZodNumber) {
  const least = range.above === undefined ? schema.min(range.min ?? 0) : schema.gt(range.above);
  return least.max(range.max);
}

/** A text that goes into a manifest: on one line, of characters that every YAML reader takes. */
export function freeText(maximum: number) {
  return z
    .string()
    .refine((value) => value.trim().length > 0 && [...value].length <= maximum, {
      error: ({ input }) => `Expected 1 to ${maximum} characters, got ${[...String(input)].length}`,
    })
    .refine(
      (value) => value.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}\uFEFF\uFFFE\uFFFF]/u.test(value),
      {
        error: 'Expected no control characters or line breaks',
      },
    );
}

function regularExpression(maximum: number) {
  return freeText(maximum).refine(isRegularExpression, {
    error: ({ input }) => `Expected a regular expression, got ${JSON.stringify(input)}`,
  });
}

// Python compiles it: what only JavaScript reads is refused, as is what only Python does, named groups aside.
function isRegularExpression(pattern: string): boolean {
  const unescaped = pattern.replaceAll('\\\\', '');
  if (/\\[^\W\d_abfnrtvxuUNdDsSwWBAZ]|\(\?<|\[\^?\]/.test(unescaped)) return false;
  try {
    pythonPattern(pattern);
    return true;
  } catch {
    return false;
  }
}
