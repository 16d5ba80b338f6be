import { isGemma, loraModules } from './architectures.ts';
import { type ManifestField, TINY_MODEL } from './fields.ts';

/** What a manifest has for a value that nobody gave. */
export function chooseDefault(
  field: ManifestField,
  { modelId, hasLora }: { modelId: string; hasLora: boolean },
) {
  if (field.byModel) return BY_MODEL[field.byModel](modelId);
  return (
    (hasLora && 'defaultWithLora' in field ? field.defaultWithLora : undefined) ?? field.default
  );
}

/** The default that holds whatever else is given; undefined when there is none such. */
export function settledDefault<F extends ManifestField>(
  field: F,
): NonNullable<F['default']> | undefined {
  return 'defaultWithLora' in field ? undefined : (field.default ?? undefined);
}

const BY_MODEL = {
  source: (modelId: string) => (modelId === TINY_MODEL ? 'builtin' : 'huggingface'),
  loraModules,
  template: (modelId: string) => (modelId === TINY_MODEL || isGemma(modelId) ? 'gemma' : 'model'),
};
