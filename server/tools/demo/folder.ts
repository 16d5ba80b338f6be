import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openHome } from '../../home/open.ts';
import { DemoError } from './failure.ts';

/** The file by which a folder is known to be the demo's. */
export const MARK = 'made-by-the-demo.txt';

const NOTICE =
  'This folder belongs to `npm run demo`, which empties it each time before it begins.\n';

/** Makes a folder new and the demo's own. One that the demo made before is emptied; any other that
 * holds something is left as it is.
 * @throws DemoError for a folder with somebody else's files, HomeInUseError when a server is at work on
 * it */
export async function claimFolder(path: string): Promise<void> {
  const entries = await entriesOf(path);
  if (entries.length > 0 && !entries.includes(MARK)) {
    throw new DemoError(
      `${path} holds files that the demo did not make, so it is left as it is. Move it away, or choose another home with TUNIX_RT_HOME.`,
    );
  }
  await mkdir(path, { recursive: true });
  await writeFile(join(path, MARK), NOTICE);
  const home = openHome(path);
  try {
    for (const entry of entries.filter(isOld)) {
      await rm(join(path, entry), { recursive: true, force: true });
    }
  } finally {
    home.release();
  }
}

async function entriesOf(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new DemoError(`${path} can't be the demo's folder: ${messageOf(error)}`);
  }
}

// The lock is held while the rest is removed, so that no server begins in between.
function isOld(entry: string): boolean {
  return entry !== MARK && !entry.startsWith('lock');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
