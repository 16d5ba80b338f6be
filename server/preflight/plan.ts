import type { ManifestContent } from '../manifests/content.ts';
import { shuffleAsPython } from '../runs/pythonRandom.ts';
import { splitRows } from '../runs/splitRows.ts';
import { chooseLengths, padTo } from './batchLengths.ts';
import { pack } from './pack.ts';

/** What a manifest's training values make of its rows. */
export type StepPlan = {
  /** Rows that are trained on, and rows held out for evaluation. */
  trainingRows: number;
  evaluationRows: number;
  /** Sequences of the first epoch: rows, or several rows each where they are packed. */
  sequences: number;
  /** Batches of the first epoch; Tunix drops the last one when it isn't full of rows. */
  batchesPerEpoch: number;
  /** Rows of each epoch that no full batch takes. */
  remainder: number;
  /** Tokens that the sequences of a batch are padded to: a few lengths, ascending. */
  lengths: number[];
  /** Which share of the computed tokens of the first epoch is real. */
  fill: number;
  /** Optimizer steps that the epochs make. */
  stepsOfEpochs: number;
  /** Optimizer steps in all: those, or as many as there may be at most. */
  totalSteps: number;
};

type Values = {
  training: Pick<ManifestContent['training'], 'batch_size' | 'num_epochs' | 'max_seq_length'>;
  evaluation: Pick<ManifestContent['evaluation'], 'fraction'>;
  optimizer: Pick<ManifestContent['optimizer'], 'gradient_accumulation_steps'>;
  data: Pick<ManifestContent['data'], 'packing'>;
} & Pick<ManifestContent, 'seed' | 'max_steps'>;

/** What accelerators work in tiles of; on a CPU the launcher takes shorter ones. */
const TILE = 128;
const TILE_ON_CPU = 16;

/** Counts as the launcher does, row by row: rows are held out first, every epoch is shuffled and makes batches of
 * rows, of which the full ones count, or of packed sequences, of which all do; an optimizer step takes as many
 * batches as gradients are accumulated over. `rows` holds the tokens of each row that is not dropped, `evaluationRows` those of another side. */
export function planSteps(
  rows: readonly number[],
  manifest: Values,
  {
    isOnCpu = false,
    evaluationRows = [],
  }: { isOnCpu?: boolean; evaluationRows?: readonly number[] } = {},
): StepPlan {
  const { batch_size: batchSize, num_epochs: epochs, max_seq_length: limit } = manifest.training;
  const accumulated = manifest.optimizer.gradient_accumulation_steps;
  const isPacked = manifest.data.packing;
  const { training, heldOut } = splitRows(rows.length, {
    fraction: manifest.evaluation.fraction,
    seed: manifest.seed,
  });
  const lengths = training.map((row) => rows[row] ?? 0);
  const epoch = (number: number) => {
    const order = [...lengths];
    shuffleAsPython(order, `epoch ${number} ${manifest.seed}`);
    return isPacked ? pack(order, limit) : order;
  };
  const first = epoch(0);
  const batches = inBatches(first, batchSize, isPacked);
  const countOf = (number: number) => inBatches(epoch(number), batchSize, isPacked).length;
  const most = manifest.max_steps ?? Number.POSITIVE_INFINITY;
  const all = isPacked
    ? Array.from({ length: epochs - 1 }, (_, index) => countOf(index + 1)).reduce(
        (sum, count) => sum + count,
        batches.length,
      )
    : batches.length * epochs;
  const stepsOfEpochs = Math.floor(all / accumulated);
  const totalSteps = Math.min(stepsOfEpochs, most);
  const longest = batches.map(longestOf);
  const evaluated = [...heldOut.map((row) => rows[row] ?? 0), ...evaluationRows];
  const greatest = Math.max(
    longestOf(isPacked ? pack(evaluated, limit) : evaluated),
    isPacked ? Math.min(limit, sumOf(lengths)) : longestOf(lengths),
  );
  const chosen = chooseLengths(longest, {
    limit,
    multiple: isOnCpu ? TILE_ON_CPU : TILE,
    times: Math.max(1, Math.floor((totalSteps * accumulated) / Math.max(1, batches.length))),
    greatest,
  });
  const computed = sumOf(longest.map((tokens) => padTo(tokens, chosen))) * batchSize;
  return {
    trainingRows: training.length,
    evaluationRows: evaluated.length,
    sequences: isPacked ? first.length : batches.length * batchSize,
    batchesPerEpoch: batches.length,
    remainder: isPacked ? 0 : training.length - batches.length * batchSize,
    lengths: chosen,
    fill: computed === 0 ? 0 : sumOf(batches.map(sumOf)) / computed,
    stepsOfEpochs,
    totalSteps,
  };
}

function inBatches(sequences: number[], size: number, takesPartial: boolean): number[][] {
  const count = (takesPartial ? Math.ceil : Math.floor)(sequences.length / size);
  return Array.from({ length: count }, (_, index) =>
    sequences.slice(index * size, (index + 1) * size),
  );
}

function longestOf(lengths: readonly number[]): number {
  return lengths.reduce((most, length) => Math.max(most, length), 0);
}

function sumOf(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + length, 0);
}
