import type { TrainingField } from './ranges.ts';

/** What a field takes, for people: `1 to 512`. */
export function rangeText(field: TrainingField): string {
  switch (field.kind) {
    case 'integer':
    case 'number':
      return field.above === undefined
        ? `${grouped(field.min ?? 0)} to ${grouped(field.max)}`
        : `above ${field.above}, at most ${grouped(field.max)}`;
    case 'text':
      return `at most ${field.max} characters`;
    case 'choice':
      return '';
  }
}

/** What is wrong with what stands in a field; undefined when nothing is. */
export function problemOf(field: TrainingField, text: string): string | undefined {
  const isEmpty = text.trim() === '';
  switch (field.kind) {
    case 'choice':
      return field.choices.some(([value]) => value === text)
        ? undefined
        : `Expected one of ${field.choices.flatMap(([value]) => value || []).join(', ')}, got ${text}`;
    case 'text':
      return [...text].length > field.max
        ? `Expected ${rangeText(field)}, got ${[...text].length}`
        : undefined;
    case 'integer':
    case 'number': {
      if (isEmpty) return field.isOptional ? undefined : `Expected ${expected(field)}, got nothing`;
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

function expected(field: TrainingField): string {
  return `${field.kind === 'integer' ? 'a whole number' : 'a number'}, ${rangeText(field)}`;
}

function grouped(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 6 });
}
