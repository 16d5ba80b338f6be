import { MOST_ROWS } from '../../../server/datasets/limits.ts';
import { integer } from '../address/codec.ts';
import type { Range } from '../address/integerIn.ts';

export const LIMIT: Range = { min: 1, max: MOST_ROWS };
/** What `max_seq_length` can be. */
export const LENGTH: Range = { min: 128, max: 32_768 };
/** How it stands in an address. */
export const LENGTH_CODEC = integer(LENGTH, 2_048);
export const STEP_RANGE: Range = { min: 0, max: 2_147_483_647 };
export const SEED: Range = { min: -2_147_483_648, max: 2_147_483_647 };
