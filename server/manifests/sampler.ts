import type { Start } from './checkpointStart.ts';
import type { ManifestContent, ModelParts } from './content.ts';

/** What the launcher's sampler reads to answer prompts. */
export function samplerManifest({
  parts,
  prompt,
  start,
}: {
  parts: ModelParts;
  prompt: Pick<ManifestContent['prompt'], 'template' | 'reasoning'>;
  start: Start;
}) {
  return {
    version: '1.0',
    runner: 'tunix',
    mode: 'sample' as const,
    model: parts.model,
    start,
    output: { output_dir: './output' },
    prompt,
    seed: parts.seed,
    lora: parts.lora,
    mesh: parts.mesh,
    source: parts.source,
  };
}
