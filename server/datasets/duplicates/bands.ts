import { mix } from '../words.ts';
import { SIGNATURE_SIZE, similarityOf } from './signature.ts';

const MOST_BANDS = 64;
// What two rows that are just as alike as the threshold says are found with, at least.
const RECALL = 0.999;
// A phrase that a whole dataset shares would have each row compared with all others.
const MOST_COMPARED = 32;

/** Finds, among rows that came before, one that is at least as alike as a threshold: rows whose signatures are equal in
 * one of some bands are compared (locality-sensitive hashing). */
export function createBands(signatures: Uint16Array, rows: number, threshold: number) {
  const { bands, width } = shapeFor(threshold);
  const slots = 2 ** Math.ceil(Math.log2(Math.max(2, rows)));
  // The newest row of each slot and, of each row, the one before it in its slot; -1 where there is none.
  const newest = Array.from({ length: bands }, () => new Int32Array(slots).fill(-1));
  const before = Array.from({ length: bands }, () => new Int32Array(rows));
  const compared = new Int32Array(rows).fill(-1);

  const slotOf = (row: number, band: number) => {
    let hash = band + 1;
    const start = row * SIGNATURE_SIZE + band * width;
    for (let index = start; index < start + width; index++) {
      hash = mix(Math.imul(hash, 31) + (signatures[index] ?? 0));
    }
    return hash & (slots - 1);
  };

  return {
    /** The most similar row that was added, and the earliest of such. */
    find(row: number): { row: number; similarity: number } | undefined {
      let best: { row: number; similarity: number } | undefined;
      for (let band = 0; band < bands; band++) {
        let other = newest[band]?.[slotOf(row, band)] ?? -1;
        for (let count = 0; other >= 0 && count < MOST_COMPARED; count++) {
          if (compared[other] !== row) {
            compared[other] = row;
            const similarity = similarityOf(signatures, row, other);
            const isBetter =
              !best ||
              similarity > best.similarity ||
              (similarity === best.similarity && other < best.row);
            if (similarity >= threshold && isBetter) best = { row: other, similarity };
          }
          other = before[band]?.[other] ?? -1;
        }
      }
      return best;
    },
    add(row: number): void {
      for (const [band, rowsOfBand] of newest.entries()) {
        const slot = slotOf(row, band);
        const chain = before[band];
        if (chain) chain[row] = rowsOfBand[slot] ?? -1;
        rowsOfBand[slot] = row;
      }
    },
  };
}

/** The widest bands with which rows at the threshold are still found. */
function shapeFor(threshold: number): { bands: number; width: number } {
  for (let width = SIGNATURE_SIZE / 8; width > 1; width--) {
    const bands = Math.min(MOST_BANDS, Math.floor(SIGNATURE_SIZE / width));
    if (1 - (1 - threshold ** width) ** bands >= RECALL) return { bands, width };
  }
  return { bands: MOST_BANDS, width: 1 };
}
