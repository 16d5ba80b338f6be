import { describe, expect, it } from 'vitest';
import heldOut from '../training/launcher/tests/held_out.json' with { type: 'json' };
import plans from '../training/launcher/tests/plans.json' with { type: 'json' };
import { planSteps } from './plan.ts';

const GIVEN = {
  rows: 100,
  evaluationFraction: 0,
  batchSize: 8,
  numEpochs: 3,
  accumulated: 1,
  maxSteps: null as number | null,
};

describe('The plan of steps', () => {
  it.for<[string, object, object]>([
    [
      'drops the last partial batch of every epoch',
      {},
      { trainingRows: 100, evaluationRows: 0, batchesPerEpoch: 12, remainder: 4, totalSteps: 36 },
    ],
    [
      'has no remainder where batches are full',
      { rows: 96 },
      { batchesPerEpoch: 12, remainder: 0 },
    ],
    [
      'is empty with fewer rows than a batch',
      { rows: 7 },
      { batchesPerEpoch: 0, remainder: 7, totalSteps: 0, fill: 0 },
    ],
    [
      'is empty without rows',
      { rows: 0, evaluationFraction: 0.5 },
      { trainingRows: 0, evaluationRows: 0, totalSteps: 0 },
    ],
    ['makes one step of a full batch', { rows: 8, numEpochs: 1 }, { totalSteps: 1 }],
    [
      'holds rows out first',
      { evaluationFraction: 0.1 },
      { trainingRows: 90, evaluationRows: 10, batchesPerEpoch: 11, remainder: 2 },
    ],
    [
      'holds out one row at least',
      { evaluationFraction: 0.001 },
      { trainingRows: 99, evaluationRows: 1 },
    ],
    ['accumulates gradients over epochs', { accumulated: 5 }, { totalSteps: 7 }],
    ['makes no step of too few batches', { accumulated: 37 }, { totalSteps: 0 }],
    ['stops at the most steps', { maxSteps: 10 }, { totalSteps: 10 }],
    ['needs no more than its steps', { maxSteps: 1_000 }, { totalSteps: 36 }],
  ])('%s', ([, change, expected]) => {
    expect(planOf({ ...GIVEN, ...change })).toMatchObject(expected);
  });

  it.for(heldOut)('holds out of $rows rows with $fraction what the launcher does', (given) => {
    const { rows, fraction: evaluationFraction, heldOut: expected } = given;
    expect(planOf({ ...GIVEN, rows, evaluationFraction }).evaluationRows).toBe(expected);
  });

  it.for(plans)('of $name is the one that the launcher makes', (given) => {
    const rows = Array.from(
      { length: given.rows },
      (_, row) => 5 + ((row * row * 31 + row * 7) % given.modulus),
    );
    const { fill, ...plan } = planSteps(rows, given.manifest, { isOnCpu: given.isOnCpu });
    expect({ ...plan, fill: Number(fill.toFixed(6)) }).toMatchObject(given.plan);
  });
});

function planOf({
  rows,
  evaluationFraction,
  batchSize,
  numEpochs,
  accumulated,
  maxSteps,
}: typeof GIVEN) {
  return planSteps(Array<number>(rows).fill(100), {
    training: { batch_size: batchSize, num_epochs: numEpochs, max_seq_length: 2048 },
    evaluation: { fraction: evaluationFraction },
    optimizer: { gradient_accumulation_steps: accumulated },
    data: { packing: false },
    seed: 0,
    max_steps: maxSteps,
  });
}
