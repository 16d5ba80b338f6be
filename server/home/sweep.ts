import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { layoutOf, UNFINISHED } from './layout.ts';

/** Removes the files that a killed server left unfinished in its data folder, which no other writes to. */
export async function sweepUnfinished(home: string): Promise<void> {
  const { imports, exports, models, samplers } = layoutOf(home);
  await sweep(imports, UNFINISHED.import);
  await sweep(exports, UNFINISHED.export);
  await sweep(models, UNFINISHED.model);
  await rm(samplers, { recursive: true, force: true });
}

async function sweep(folder: string, ending: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => each.endsWith(ending))) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}
