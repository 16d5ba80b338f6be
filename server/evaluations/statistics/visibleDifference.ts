import { Z } from './interval.ts';

/** Half the width of the 95 % interval that so many rows with so many samples each will have, before anything is known of
 * them: a lesser difference can't be told from chance. Every chance of a row to be right is held for as likely, so that one
 * sample varies by 1/4, of which 1/12 is between rows and stays however many samples there are. Miller, E. (2024), arXiv 2411.00640, section 3. */
export function visibleDifference({ rows, samples }: { rows: number; samples: number }): number {
  if (rows === 0 || samples === 0) return 1;
  return Math.min(1, Z * Math.sqrt((1 / 12 + 1 / 6 / samples) / rows));
}
