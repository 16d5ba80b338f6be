import { shuffleAsPython } from './pythonRandom.ts';

/** The places of rows to train on and of those held out, as the launcher splits them: the first of a shuffled order are held out. */
export function splitRows(
  rows: number,
  { fraction, seed }: { fraction: number; seed: number },
): { training: number[]; heldOut: number[] } {
  const order = Array.from({ length: rows }, (_, row) => row);
  const count = heldOutCount(rows, fraction);
  if (count === 0) return { training: order, heldOut: [] };
  shuffleAsPython(order, `evaluation ${seed}`);
  const ascending = (some: number[]) => some.sort((one, other) => one - other);
  return { training: ascending(order.slice(count)), heldOut: ascending(order.slice(0, count)) };
}

/** At least one row when a share is held out at all; halves go to the even number, as Python rounds. */
function heldOutCount(rows: number, fraction: number): number {
  if (fraction === 0 || rows === 0) return 0;
  const exact = rows * fraction;
  const below = Math.floor(exact);
  const isUp = exact - below > 0.5 || (exact - below === 0.5 && below % 2 === 1);
  return Math.max(1, isUp ? below + 1 : below);
}
