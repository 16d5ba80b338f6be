import { ValidationError } from '../errors.ts';
import { START_PATH, type TrainingStart } from './checkpointStart.ts';
import type { ManifestContent } from './content.ts';

import { FIELDS, type ManifestField, TINY_MODEL } from './fields.ts';
import { gather, valueAt } from './gather.ts';
import type { Training } from './training.ts';

/** The version of a registered model that a training starts from. */
export type Ancestor = {
  /** What it is called, `name@3`. */
  reference: string;
  versionId: string;
  /** The training that made it; null when that was deleted. */
  runId: string | null;
  step: number;
  digest: string;
  /** The manifest of that training. */
  manifest: ManifestContent;
};

/** What a training starts from, as its manifest has it. */
export function startOf({ reference, versionId, runId, step, digest }: Ancestor): TrainingStart {
  return {
    model: reference,
    version: versionId,
    run: runId ?? reference,
    steps: [step],
    path: START_PATH,
    digest,
  };
}

/** What else makes the weights; their shape is that of the model and of its adapters. */
const LOADED_BY = ['modelSource', 'modelPath', 'tokenizer', 'dtype'];

/** The values of a training that starts from a model: what makes the model is as it was, and need not be given.
 * @throws ValidationError naming what was given otherwise */
export function inheritValues(training: Training, ancestor: Ancestor): Training {
  const hasLora = ancestor.manifest.lora !== null;
  if (!hasLora && training.lora) {
    refuse(
      'lora',
      `Expected no \`lora\`, for ${ancestor.reference} was trained in all its weights, which adapters alone would not keep: export it, and train from that folder`,
    );
  }
  const fields = FIELDS.filter(
    ({ name }) => LOADED_BY.includes(name) || (hasLora && name.startsWith('lora.')),
  );
  const kept = new Map<string, unknown>(
    fields.map((field) => [field.name, keep(field, { training, ancestor })]),
  );
  if (hasLora && training.seed !== ancestor.manifest.seed && isMadeBySeed(ancestor)) {
    refuse(
      'seed',
      `Expected the seed ${ancestor.manifest.seed} of ${ancestor.reference}, which makes the weights that its adapters belong to, got ${training.seed}`,
    );
  }
  const { template } = ancestor.manifest.prompt;
  return gather<Training>([
    ...Object.entries({ ...training, template: training.template ?? template }),
    ...LOADED_BY.map((name): [string, unknown] => [name, kept.get(name)]),
    ['lora', hasLora ? loraOf(kept) : null],
  ]);
}

function keep(
  field: ManifestField,
  { training, ancestor }: { training: Training; ancestor: Ancestor },
): unknown {
  const had = valueAt(ancestor.manifest, field.at);
  const isUnsaid = field.name.startsWith('lora.') && !training.lora;
  const given = isUnsaid ? null : valueAt(training, field.name);
  if (given == null || given === had) return had;
  return refuse(
    field.name,
    `Expected \`${field.name}\` as ${ancestor.reference} has it, ${had ?? 'nothing'}, got ${given}: leave it out`,
  );
}

function loraOf(kept: Map<string, unknown>) {
  return gather(
    [...kept]
      .filter(([name]) => name.startsWith('lora.'))
      .map(([name, value]) => [name.slice('lora.'.length), value]),
  );
}

// Its random weights are made anew each time; any other model comes from files.
function isMadeBySeed({ manifest }: Ancestor): boolean {
  return manifest.model.model_id === TINY_MODEL;
}

function refuse(name: string, message: string): never {
  throw new ValidationError([{ path: ['input', 'training', ...name.split('.')], message }]);
}
