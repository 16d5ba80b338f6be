import type { Start } from './checkpointStart.ts';
import type { ManifestContent, ModelParts } from './content.ts';

export const EXPORT_KINDS = ['model', 'adapter'] as const;
export const EXPORT_DTYPES = ['float32', 'bfloat16'] as const;

/** What an export writes: all weights, adapters merged in, or the adapters alone; in which type. */
export type ExportChoice = {
  kind: (typeof EXPORT_KINDS)[number];
  dtype: (typeof EXPORT_DTYPES)[number] | null;
  push: Push | null;
};

/** Where on the Hugging Face Hub an export goes: `owner/name`, and whether only its owner sees it. */
export type Push = { repository: string; private: boolean };

/** What `train.py` reads to export. */
export type ExportManifest = ReturnType<typeof exportManifest>;

export function exportManifest({
  parts,
  prompt,
  start,
  choice,
}: {
  parts: ModelParts;
  prompt: Pick<ManifestContent['prompt'], 'template' | 'reasoning'>;
  start: Start;
  choice: ExportChoice;
}) {
  return {
    version: '1.0',
    runner: 'tunix',
    mode: 'export' as const,
    model: parts.model,
    start,
    output: { output_dir: './output' },
    export: choice,
    prompt,
    seed: parts.seed,
    lora: parts.lora,
    mesh: parts.mesh,
    source: parts.source,
  };
}
