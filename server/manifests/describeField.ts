import type { ManifestField } from './fields.ts';

/** What the API says of a field. */
export function describeField(field: ManifestField): string {
  const facts: Record<string, unknown> = { ...field, range: rangeText(field) };
  return field.description.replace(/\{(\w+)\}/g, (_, name) => valueText(facts[name]));
}

/** What a field takes, for people: `1 to 512`. */
export function rangeText(field: ManifestField): string {
  switch (field.kind) {
    case 'integer':
    case 'number':
      return field.above === undefined
        ? `${grouped(field.min ?? 0)} to ${grouped(field.max)}`
        : `above ${field.above}, at most ${grouped(field.max)}`;
    case 'text':
      return `at most ${field.max} characters`;
    case 'integers':
      return `${grouped(field.min)} to ${grouped(field.max)}`;
    case 'boolean':
    case 'choice':
      return '';
  }
}

/** A value as people write it: `2e-5`, `[1, 1]`; nothing for none. */
export function valueText(value: unknown): string {
  if (value == null) return '';
  if (Array.isArray(value)) return `[${value.join(', ')}]`;
  return typeof value === 'number' && value > 0 && value < 1e-3
    ? value.toExponential()
    : String(value);
}

function grouped(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 6 });
}
