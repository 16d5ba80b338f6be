import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exportsFolder, UNFINISHED_EXPORT } from './datasets/export.ts';
import { importsFolder, UNFINISHED_IMPORT } from './traces/import.ts';

/** Removes the files that a killed server left unfinished in its data folder, which no other writes to. */
export async function sweepUnfinished(home: string): Promise<void> {
  await sweep(importsFolder(home), UNFINISHED_IMPORT);
  await sweep(exportsFolder(home), UNFINISHED_EXPORT);
}

async function sweep(folder: string, ending: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => each.endsWith(ending))) {
    await rm(join(folder, name), { force: true });
  }
}
