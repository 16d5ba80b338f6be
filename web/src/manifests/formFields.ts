import { valueText } from '../../../server/manifests/describeField.ts';
import { enumName } from '../../../server/manifests/enumName.ts';
import { FIELDS, type ManifestField } from '../../../server/manifests/fields.ts';

/** A value of a run as an input of the form; a list is an input each of its numbers. */
export type FormField = Exclude<ManifestField, { kind: 'integers' }> & {
  /** Where the API's training values have it; `name` is what the form and the address call it. */
  path: string;
  /** What stands in the form at first; empty for what may be absent. */
  initial: string;
};

/** Every value of a training run. */
export const FORM_FIELDS: FormField[] = FIELDS.flatMap((field: ManifestField) =>
  field.kind === 'integers' ? partsOf(field) : [formField(field)],
);

/** The text that an input has for a value. */
export function inputText({ kind }: Pick<ManifestField, 'kind'>, value: unknown): string {
  const text = valueText(value);
  return kind === 'choice' ? enumName(text) : text;
}

function formField(field: Exclude<ManifestField, { kind: 'integers' }>): FormField {
  const name = field.name.replace(/\.(\w)/g, (_, first: string) => first.toUpperCase());
  return { ...field, name, path: field.name, initial: inputText(field, field.default) };
}

function partsOf(field: Extract<ManifestField, { kind: 'integers' }>): FormField[] {
  return field.parts.map((part, index) => {
    const value = field.default[index] ?? field.min;
    const [path, at] = [`${field.name}.${index}`, `${field.at}.${index}`];
    return { ...field, ...part, kind: 'integer', path, at, default: value, initial: String(value) };
  });
}
