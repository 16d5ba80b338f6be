import { exportFilename } from '../datasets/export/files.ts';
import { stemOf } from '../datasets/getSplit.ts';
import type { Start } from './checkpointStart.ts';
import type { ManifestContent, ModelParts } from './content.ts';
import { EVALUATION_FIELDS } from './evaluationFields.ts';
import type { EvaluationValues } from './evaluationInput.ts';
import type { ManifestField } from './fields.ts';
import { gather, valueAt } from './gather.ts';

/** The verifier that answers are read and graded by; its version changes with any outcome of its. */
const VERIFIER = { name: 'answer', version: 1 } as const;

/** What `train.py` reads to evaluate. */
export type EvaluationManifest = ReturnType<typeof evaluationManifest>;

export function evaluationManifest({
  parts,
  prompt,
  start,
  dataset,
  values,
}: {
  parts: ModelParts;
  prompt: Pick<ManifestContent['prompt'], 'template' | 'reasoning'>;
  start: Start | null;
  dataset: { key: string; split: string | null; digest: string; sha256: string; count: number };
  values: EvaluationValues;
}) {
  const { key, split, digest, sha256, count } = dataset;
  const file = exportFilename({ stem: stemOf(key, split), format: 'questions' });
  return {
    version: '1.0',
    runner: 'tunix',
    mode: 'evaluate' as const,
    model: parts.model,
    start,
    dataset: {
      format: 'questions' as const,
      path: `./datasets/${file}`,
      ...(split === null ? {} : { split }),
    },
    output: { output_dir: './output' },
    data: { sha256, digest, count },
    sampling: sectionOf<Sampling>('sampling', values),
    verifier: { ...VERIFIER, ...sectionOf<Verifier>('verifier', values) },
    prompt: { ...prompt, ...sectionOf<{ suffix: string | null }>('prompt', values) },
    seed: parts.seed,
    lora: parts.lora,
    mesh: parts.mesh,
    source: parts.source,
  };
}

type Sampling = {
  samples: number;
  temperature: number;
  top_p: number;
  max_new_tokens: number;
  max_prompt_tokens: number;
  batch_size: number;
  seed: number;
};

type Verifier = { second: 'math-verify' | null; last_number: boolean };

function sectionOf<Section extends object>(name: string, values: EvaluationValues): Section {
  const fields: readonly ManifestField[] = EVALUATION_FIELDS;
  return gather<Section>(
    fields
      .filter(({ at }) => at.startsWith(`${name}.`))
      .map((field) => [
        field.at.slice(name.length + 1),
        valueAt(values, field.name) ?? field.default,
      ]),
  );
}
