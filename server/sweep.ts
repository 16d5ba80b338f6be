import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const UNFINISHED = { imports: '.import', exports: '.partial' };

/** Removes the files that a killed server left unfinished in its data folder, which no other writes to. */
export async function sweepUnfinished(home: string): Promise<void> {
  for (const [folder, ending] of Object.entries(UNFINISHED)) {
    const names = await readdir(join(home, folder)).catch(() => []);
    for (const name of names.filter((each) => each.endsWith(ending))) {
      await rm(join(home, folder, name), { force: true });
    }
  }
}
