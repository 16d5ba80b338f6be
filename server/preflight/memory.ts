import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ManifestContent } from '../manifests/content.ts';
import { TINY_MODEL } from '../manifests/fields.ts';
import table from '../training/launcher/tunix_rt_launcher/architectures.json' with { type: 'json' };
import type { LocalModel } from './model.ts';
import type { StepPlan } from './plan.ts';

/** Bytes that training holds at its most, and what they are made of. */
export type MemoryEstimate = {
  isOnCpu: boolean;
  total: number;
  weights: number;
  gradients: number;
  optimizer: number;
  activations: number;
  logits: number;
  /** The interpreter and its libraries, where these share the memory. */
  program: number;
};

/** The numbers of a decoder, by which its size is known. */
type Dimensions = {
  layers: number;
  width: number;
  hidden: number;
  heads: number;
  headWidth: number;
  keyHeads: number;
  vocabulary: number;
  isTied: boolean;
};

// Python with JAX, Tunix and Orbax at work: measured on a CPU.
const PROGRAM_BYTES = 750e6;
/** What the launcher's `loss.py` holds of logits at once. */
const MOST_LOGITS = 2 ** 25;

/** Estimates by the model's dimensions; null where its configuration is not on this machine. */
export function estimateMemory({
  manifest,
  model,
  plan,
  isOnCpu,
}: {
  manifest: ManifestContent;
  model: LocalModel;
  plan: StepPlan;
  isOnCpu: boolean;
}): MemoryEstimate | null {
  const dimensions = dimensionsOf(manifest, model);
  if (!dimensions) return null;
  const bytes = { float32: 4, bfloat16: 2 }[
    manifest.source.dtype ?? (isOnCpu ? 'float32' : 'bfloat16')
  ];
  const weights = parametersOf(dimensions) * bytes;
  const adapters = manifest.lora ? adaptersOf(dimensions, manifest.lora.rank) * bytes : 0;
  const trained = manifest.lora ? adapters : weights;
  const isAccumulated = manifest.optimizer.gradient_accumulation_steps > 1;
  const length = plan.lengths.at(-1) ?? 0;
  const tokens = manifest.training.batch_size * length;
  const parts = {
    weights: weights + adapters,
    gradients: trained * (isAccumulated ? 2 : 1),
    // AdamW keeps two numbers of each weight.
    optimizer: 2 * trained,
    activations:
      tokens * bytes * activationsOf(dimensions, { length, remat: manifest.source.remat }),
    // The logits, what their sum is computed from, and their gradient, in float32.
    logits: 3 * 4 * Math.min(MOST_LOGITS, tokens * dimensions.vocabulary),
    program: isOnCpu ? PROGRAM_BYTES : 0,
  };
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
  return { isOnCpu, total, ...parts };
}

function parametersOf({
  layers,
  width,
  hidden,
  heads,
  headWidth,
  keyHeads,
  vocabulary,
  isTied,
}: Dimensions) {
  const attention = width * headWidth * (2 * heads + 2 * keyHeads);
  const layer = attention + 3 * width * hidden;
  return layers * layer + vocabulary * width * (isTied ? 1 : 2);
}

/** Adapters on all projections of each layer. */
function adaptersOf(
  { layers, width, hidden, heads, headWidth, keyHeads }: Dimensions,
  rank: number,
) {
  const sides = 4 * width + 2 * headWidth * (heads + keyHeads) + 3 * (width + hidden);
  return layers * rank * sides;
}

/** Numbers that are held for gradients, for each token; attention holds four rows as long as the sequence for each head:
 * scores, masked scores, weights and their gradient, as was measured. */
function activationsOf(
  { layers, width, hidden, heads, headWidth, keyHeads }: Dimensions,
  { length, remat }: { length: number; remat: ManifestContent['source']['remat'] },
): number {
  const attention = 2 * width + headWidth * (3 * heads + 4 * keyHeads) + 4 * heads * length;
  const feedForward = 2 * width + 3 * hidden;
  const whole = 4 * width + attention + feedForward;
  switch (remat) {
    case 'none':
      return layers * whole;
    case 'block':
      return layers * 4 * width + Math.max(attention, feedForward);
    case 'decoder':
      return layers * width + whole;
  }
}

function dimensionsOf({ model }: ManifestContent, { folder }: LocalModel): Dimensions | null {
  if (model.model_id === TINY_MODEL) {
    const tiny = table.tiny;
    return {
      layers: tiny.num_layers,
      width: tiny.embed_dim,
      hidden: tiny.hidden_dim,
      heads: tiny.num_heads,
      headWidth: tiny.head_dim,
      keyHeads: tiny.num_kv_heads,
      vocabulary: tiny.num_embed,
      isTied: true,
    };
  }
  return folder === null ? null : writtenDimensions(folder);
}

const configuration = z
  .object({
    num_hidden_layers: z.int(),
    hidden_size: z.int(),
    intermediate_size: z.int(),
    num_attention_heads: z.int(),
    num_key_value_heads: z.int().optional(),
    head_dim: z.int().nullish(),
    vocab_size: z.int(),
    tie_word_embeddings: z.boolean().default(true),
  })
  .transform(
    (written): Dimensions => ({
      layers: written.num_hidden_layers,
      width: written.hidden_size,
      hidden: written.intermediate_size,
      heads: written.num_attention_heads,
      headWidth: written.head_dim ?? written.hidden_size / written.num_attention_heads,
      keyHeads: written.num_key_value_heads ?? written.num_attention_heads,
      vocabulary: written.vocab_size,
      isTied: written.tie_word_embeddings,
    }),
  );

/** What a folder's `config.json` says; null when it says too little. */
function writtenDimensions(folder: string): Dimensions | null {
  try {
    const written = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'));
    return configuration.safeParse(written.text_config ?? written).data ?? null;
  } catch {
    return null;
  }
}
