import { z } from 'zod';
import { sha256 } from '../traces/digest.ts';
import { metaPath } from '../traces/filter.ts';
import { keyPart } from './keyPart.ts';

const MOST_PARTS = 10;
// The sum of 0.7, 0.2 and 0.1 is not quite 1.
const ROUNDING = 1e-9;

/** How rows are put on sides, all rows of a group on the same: those of one question, or of one value at `groupBy`. */
export const splitRule = z
  .strictObject({
    parts: z
      .array(z.strictObject({ name: keyPart(64), fraction: z.number().gt(0).lt(1) }))
      .min(2)
      .max(MOST_PARTS),
    seed: z
      .int()
      .nullish()
      .transform((seed) => seed ?? 0),
    groupBy: metaPath.nullish().transform((path) => path ?? null),
  })
  .superRefine(({ parts }, context) => {
    const add = (message: string) => context.addIssue({ code: 'custom', path: ['parts'], message });
    const names = parts.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) add(`Expected each part to have its own name, got ${twice} twice`);
    const sum = parts.reduce((total, { fraction }) => total + fraction, 0);
    if (Math.abs(sum - 1) > ROUNDING) {
      add(
        `Expected fractions that sum to 1, got ${parts.map(({ fraction }) => fraction).join(' + ')} = ${Number(sum.toFixed(9))}`,
      );
    }
  });

export type SplitRule = z.output<typeof splitRule>;

/** The side of a group: its hash with the seed, as a number from 0 to 1, falls into one of the parts. Nothing else
 * decides, so that a row is on the same side whatever else a dataset holds. */
export function sideOf({ parts, seed }: SplitRule, group: string): string {
  const place = Number.parseInt(sha256(`${seed}\n${group}`).slice(0, HEX_DIGITS), 16) / RANGE;
  let end = 0;
  for (const { name, fraction } of parts) {
    end += fraction;
    if (place < end) return name;
  }
  return parts.at(-1)?.name ?? '';
}

// As many bits as a number holds whole.
const HEX_DIGITS = 13;
const RANGE = 16 ** HEX_DIGITS;
