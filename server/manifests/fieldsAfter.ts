import { FIELDS, type ManifestField } from './fields.ts';

/** The fields whose names in the API begin with a prefix such as `lora.`, each with what follows. */
export function fieldsAfter(
  prefix: string,
  fields: readonly ManifestField[] = FIELDS,
): [string, ManifestField][] {
  return fields.flatMap((field) => {
    const name = field.name.slice(prefix.length);
    return field.name.startsWith(prefix) && !name.includes('.') ? [[name, field]] : [];
  });
}
