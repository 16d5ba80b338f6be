import type { InputFieldBuilder } from '@pothos/core';
import { settledDefault } from '../../server/manifests/chooseDefault.ts';
import { describeField } from '../../server/manifests/describeField.ts';
import { enumName } from '../../server/manifests/enumName.ts';
import type { ManifestField } from '../../server/manifests/fields.ts';
import { fieldsAfter } from '../../server/manifests/fieldsAfter.ts';
import { builder } from '../builder.ts';

const LoraInput = builder.inputType('LoraInput', {
  description: 'Trains low-rank adapters instead of all weights.',
  fields: (t) => inputFields(t, fieldsAfter('lora.')),
});

export const TrainingInput = builder.inputType('TrainingInput', {
  description: 'The values of a training run. What is not given has its default.',
  fields: (t) => ({
    ...inputFields(t, fieldsAfter('')),
    lora: t.field({
      type: LoraInput,
      description: 'Low-rank adapters; the whole model is trained without it.',
    }),
  }),
});

export const fromModel = {
  description:
    'Instead of `modelId` a registered model, whose weights training begins with: `name`, `name@3` or `name@champion`.',
} as const;

type Builder =
  typeof builder extends PothosSchemaTypes.SchemaBuilder<infer Types>
    ? InputFieldBuilder<Types, 'InputObject'>
    : never;

/** Fields of a table as those of an input. */
export function inputFields(t: Builder, fields: [string, ManifestField][]) {
  return Object.fromEntries(fields.map(([name, field]) => [name, inputField(t, field)]));
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

type Choice = Extract<ManifestField, { kind: 'choice' }>;

const ENUMS = new Map<string, ReturnType<typeof createEnum>>();

function enumOf(field: Choice) {
  const known = ENUMS.get(field.type.name) ?? createEnum(field);
  ENUMS.set(field.type.name, known);
  return known;
}

function createEnum({ type, choices }: Choice) {
  const values = choices.map(({ value, description }) => [enumName(value), { value, description }]);
  return builder.enumType(type.name, {
    description: type.description,
    values: Object.fromEntries(values),
  });
}
