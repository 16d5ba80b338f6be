import type { InputFieldBuilder } from '@pothos/core';
import { settledDefault } from '../../server/manifests/chooseDefault.ts';
import { describeField } from '../../server/manifests/describeField.ts';
import type { ManifestField } from '../../server/manifests/fields.ts';
import { fieldsAfter } from '../../server/manifests/fieldsAfter.ts';
import { builder } from '../builder.ts';

const LoraInput = builder.inputType('LoraInput', {
  description: 'Trains low-rank adapters instead of all weights.',
  fields: (t) => inputFields(t, 'lora.'),
});

export const TrainingInput = builder.inputType('TrainingInput', {
  description: 'The values of a training run. What is not given has its default.',
  fields: (t) => ({
    ...inputFields(t, ''),
    lora: t.field({
      type: LoraInput,
      description: 'Low-rank adapters; the whole model is trained without it.',
    }),
  }),
});

type Builder =
  typeof builder extends PothosSchemaTypes.SchemaBuilder<infer Types>
    ? InputFieldBuilder<Types, 'InputObject'>
    : never;

/** The fields whose names begin with the prefix. */
function inputFields(t: Builder, prefix: string) {
  return Object.fromEntries(
    fieldsAfter(prefix).map(([name, field]) => [name, inputField(t, field)]),
  );
}

function inputField(t: Builder, field: ManifestField) {
  const description = describeField(field);
  switch (field.kind) {
    case 'integer':
      return t.int({ description, defaultValue: settledDefault(field) });
    case 'number':
      return t.float({ description, defaultValue: settledDefault(field) });
    case 'boolean':
      return t.boolean({ description, defaultValue: settledDefault(field) });
    case 'text':
      return t.string({ description });
    case 'integers':
      return t.intList({ description });
    case 'choice':
      return t.field({ type: enumOf(field), description, defaultValue: settledDefault(field) });
  }
}

function enumOf({ type, choices }: Extract<ManifestField, { kind: 'choice' }>) {
  const values = choices.map(({ value, description }) => [
    value.toUpperCase(),
    { value, description },
  ]);
  return builder.enumType(type.name, {
    description: type.description,
    values: Object.fromEntries(values),
  });
}
