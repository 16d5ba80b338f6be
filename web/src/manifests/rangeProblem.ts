import { rangeText } from '../../../server/manifests/describeField.ts';
import { enumName } from '../../../server/manifests/enumName.ts';
import type { ManifestField } from '../../../server/manifests/fields.ts';

type FormField = Exclude<ManifestField, { kind: 'integers' }>;

/** What is wrong with what stands in a field; undefined when nothing is. */
export function rangeProblem(field: FormField, text: string): string | undefined {
  const isEmpty = text.trim() === '';
  switch (field.kind) {
    case 'choice':
      return choicesOf(field).some(({ value }) => value === text)
        ? undefined
        : `Expected one of ${field.choices.map(({ value }) => enumName(value)).join(', ')}, got ${text}`;
    case 'boolean':
      return text === 'true' || text === 'false'
        ? undefined
        : `Expected true or false, got ${text}`;
    case 'text':
      return [...text].length > field.max
        ? `Expected ${rangeText(field)}, got ${[...text].length}`
        : undefined;
    case 'integer':
    case 'number': {
      if (isEmpty)
        return field.default === null ? undefined : `Expected ${expected(field)}, got nothing`;
      const value = Number(text);
      const isNumber =
        field.kind === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value);
      const isInRange =
        value <= field.max &&
        (field.above === undefined ? value >= (field.min ?? 0) : value > field.above);
      return isNumber && isInRange ? undefined : `Expected ${expected(field)}, got ${text.trim()}`;
    }
  }
}

/** What can be chosen: nothing, where a value may be absent, or a value of the API. */
export function choicesOf({ choices, unset }: Extract<FormField, { kind: 'choice' }>) {
  const values = choices.map(({ value, label }) => ({ value: enumName(value), label }));
  return unset === undefined ? values : [{ value: '', label: unset }, ...values];
}

function expected(field: FormField): string {
  return `${field.kind === 'integer' ? 'a whole number' : 'a number'}, ${rangeText(field)}`;
}
