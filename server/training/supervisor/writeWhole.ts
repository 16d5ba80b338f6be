import { rename, writeFile } from 'node:fs/promises';

/** Writes JSON so that whoever reads the file finds all of it or none. */
export async function writeWhole(path: string, value: object): Promise<void> {
  await writeFile(`${path}.partial`, `${JSON.stringify(value)}\n`);
  await rename(`${path}.partial`, path);
}
