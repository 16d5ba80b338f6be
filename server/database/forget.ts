import { Debug as ClientDebug } from '@prisma/client/runtime/client';
import { Debug as AdapterDebug } from '@prisma/driver-adapter-utils';

const LOGS = [ClientDebug('tunix-rt:forget'), AdapterDebug('tunix-rt:forget')];
const KEPT_ENTRIES = 100;

/** Lets go of the parameters of earlier queries: Prisma's debug logs keep their last hundred entries, even when they
 * are off, with all parameters. */
export function forgetParameters(): void {
  for (const log of LOGS) {
    for (let entry = 0; entry < KEPT_ENTRIES; entry++) log('');
  }
}
