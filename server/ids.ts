import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const RANDOM_BYTES = 16;
const POOL_SIZE = 1_024 * RANDOM_BYTES;

const pool = Buffer.alloc(POOL_SIZE);
let position = POOL_SIZE;
let moment = 0;
let sequence = 0;

/** A new UUIDv7, greater than every one before it in this process, even when the clock goes back. It
 * draws randomness for a thousand at once, since asking for it takes longer than all the rest. */
export function newId(): string {
  const now = Date.now();
  if (now > moment) {
    moment = now;
    sequence = 0;
  } else {
    sequence += 1;
  }
  return v7({ msecs: moment, seq: sequence, random: randomBytes() });
}

function randomBytes(): Uint8Array {
  if (position >= POOL_SIZE) {
    randomFillSync(pool);
    position = 0;
  }
  position += RANDOM_BYTES;
  return pool.subarray(position - RANDOM_BYTES, position);
}
