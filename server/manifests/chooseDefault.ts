import { loraModules } from './architectures.ts';
import { type AnyField, type Field, TINY_MODEL } from './fields.ts';

/** What a manifest has for a value that nobody gave. */
export function chooseDefault(
  field: Field,
  { modelId, hasLora }: { modelId: string; hasLora: boolean },
) {
  const byModel = BY_MODEL[field.name];
  if (byModel) return byModel(modelId);
  return (
    (hasLora && 'defaultWithLora' in field ? field.defaultWithLora : undefined) ?? field.default
  );
}

/** The default that holds whatever else is given; undefined when there is none such. */
export function settledDefault<F extends Field>(field: F): NonNullable<F['default']> | undefined {
  return 'defaultWithLora' in field ? undefined : (field.default ?? undefined);
}

const BY_MODEL: Record<string, (modelId: string) => string> = {
  modelSource: (modelId) => (modelId === TINY_MODEL ? 'builtin' : 'huggingface'),
  'lora.modulePath': loraModules,
} satisfies Record<Extract<AnyField, { byModel: true }>['name'], (modelId: string) => string>;
