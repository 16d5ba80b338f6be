import { Debug as ClientDebug } from '@prisma/client/runtime/client';
import { Debug as AdapterDebug } from '@prisma/driver-adapter-utils';

const LOGS = [ClientDebug('tunix-rt:forget'), AdapterDebug('tunix-rt:forget')];
const KEPT_ENTRIES = 100;

/** Lets go of the parameters of earlier queries. The debug logs of Prisma's client and of its adapters
 * keep their last hundred entries even when they are off, each query with all its parameters among
 * them. */
export function forgetParameters(): void {
  for (const log of LOGS) {
    for (let entry = 0; entry < KEPT_ENTRIES; entry++) log('');
  }
}
