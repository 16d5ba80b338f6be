import { readFileSync } from 'node:fs';
import { buildSchema, isInputObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { loraModules } from '../../../server/manifests/architectures.ts';
import { manifestContent } from '../../../server/manifests/content.ts';
import { enumName } from '../../../server/manifests/enumName.ts';
import { trainingInput } from '../../../server/manifests/training.ts';
import {
  DEFAULT_MANIFEST_FORM,
  formOf,
  manifestFieldAt,
  manifestInputOf,
  problemsOf,
} from './form.ts';
import { FORM_FIELDS } from './formFields.ts';
import { rangeProblem } from './rangeProblem.ts';

const filled = { ...DEFAULT_MANIFEST_FORM, dataset: 'first-v1', model: 'tunix-rt/tiny' };

const api = readFileSync(new URL('../../../schema/schema.graphql', import.meta.url), 'utf8');

describe('The form of a manifest', () => {
  it('has every value of the API', () => {
    const input = buildSchema(api).getType('TrainingInput');
    const names = FORM_FIELDS.map(({ path }) => path.split('.')[0]);
    expect(new Set(names)).toEqual(
      new Set(isInputObjectType(input) ? Object.keys(input.getFields()) : []),
    );
  });

  it("starts with the API's own defaults", () => {
    expect(contentOf(manifestInputOf(filled).training)).toEqual(contentOf({}));
  });

  const numbers = FORM_FIELDS.flatMap((field) =>
    field.kind === 'integer' || field.kind === 'number' ? [field] : [],
  );

  it.each(numbers)('takes what the API takes for $name, and nothing else', (field) => {
    const step = field.kind === 'integer' ? 1 : 1e-6;
    const least = field.above === undefined ? (field.min ?? 0) : field.above + step;
    const candidates = [least, field.max, least - step, field.max + step, least + 0.5];
    for (const candidate of candidates) {
      const form = { ...filled, lora: 'on', [field.name]: String(candidate) };
      const isTaken = trainingInput.safeParse(ofDomain(manifestInputOf(form).training)).success;
      expect([candidate, rangeProblem(field, String(candidate)) === undefined]).toEqual([
        candidate,
        isTaken,
      ]);
    }
  });

  it.each(['', 'many', '1e999', 'NaN'])('takes no "%s" for a batch size', (text) => {
    expect(problemsOf({ ...filled, batchSize: text })).toHaveProperty('batchSize');
  });

  it('says what was expected and what was got', () => {
    expect(problemsOf({ ...filled, batchSize: '0' })).toEqual({
      batchSize: 'Expected a whole number, 1 to 512, got 0',
    });
    expect(problemsOf({ ...filled, schedule: 'ZIGZAG' })).toEqual({
      schedule: 'Expected one of CONSTANT, LINEAR, COSINE, got ZIGZAG',
    });
    expect(Object.keys(problemsOf(DEFAULT_MANIFEST_FORM))).toEqual(['dataset', 'model']);
  });

  it('does not mind adapters that are not asked for', () => {
    expect(problemsOf({ ...filled, loraRank: '0' })).toEqual({});
    expect(problemsOf({ ...filled, loraRank: '0', lora: 'on' })).toHaveProperty('loraRank');
  });

  it('gives the configuration of a run again', () => {
    const form = {
      ...filled,
      ...{ outputDir: './elsewhere', lora: 'on', loraRank: '4', loraModulePath: '.*q_einsum' },
      ...{
        learningRate: '0.005',
        schedule: 'COSINE',
        maxSteps: '12',
        maxGradNorm: '0.5',
        meshFsdp: '4',
      },
      ...{ modelSource: 'LOCAL', modelPath: '/models/x', dtype: 'BFLOAT16' },
    };
    const configuration = contentOf(manifestInputOf(form).training, form.outputDir);
    expect({ ...filled, ...formOf(configuration) }).toEqual(form);
  });

  it('starts from a registered model instead of its base, and again when that is duplicated', () => {
    const form = { ...filled, fromModel: 'maths@1' };
    const { modelId, fromModel } = manifestInputOf(form);
    expect([modelId, fromModel]).toEqual([undefined, 'maths@1']);
    const configuration = { model: { model_id: 'tunix-rt/tiny' }, start: { model: 'maths@1' } };
    expect(formOf(configuration)).toMatchObject({ model: 'tunix-rt/tiny', fromModel: 'maths@1' });
  });

  it("leaves out modules that are the family's own", () => {
    const module_path = loraModules('Qwen/Qwen3-0.6B');
    const configuration = { model: { model_id: 'Qwen/Qwen3-0.6B' }, lora: { module_path } };
    expect(formOf(configuration)).toMatchObject({ lora: 'on', loraModulePath: '' });
  });

  it.each(['~/out', '../../escape', 'gs:out', 'checkpoints', '.'])(
    'takes no %s for an output folder',
    (outputDir) => {
      expect(problemsOf({ ...filled, outputDir })).toHaveProperty('outputDir');
    },
  );

  it('knows its fields by the places that the API names', () => {
    expect(manifestFieldAt(['input', 'training', 'lora', 'rank'])).toBe('loraRank');
    expect(manifestFieldAt(['input', 'modelId'])).toBe('model');
    expect(manifestFieldAt(['input'])).toBeUndefined();
  });
});

/** The manifest that training values make of what the form is filled with. */
function contentOf(training: unknown, outputDir = './output') {
  return manifestContent({
    modelId: filled.model,
    outputDir,
    dataset: { key: filled.dataset, digest: '', sha256: '', traceCount: 1, format: 'trace' },
    training: trainingInput.parse(ofDomain(training)),
  });
}

/** The API's enum values as the domain has them. */
function ofDomain(training: unknown) {
  return Object.fromEntries(
    Object.entries(Object(training)).map(([name, value]) => {
      const field = FORM_FIELDS.find(({ path }) => path === name);
      const choices = field?.kind === 'choice' ? field.choices : [];
      return [name, choices.find((choice) => enumName(choice.value) === value)?.value ?? value];
    }),
  );
}
