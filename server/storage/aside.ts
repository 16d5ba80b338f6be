import { rename, rm } from 'node:fs/promises';
import { freeableBytes, measureFolder } from '../files/measureFolder.ts';

/** Moves a folder beside the others, where nobody looks for it; nothing where there is none. */
export async function setAside(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

/** Removes a folder that is aside, and says what came free, or what is left of it and why. */
export async function removeAside(
  folder: string,
): Promise<{ freedBytes: number; leftover?: string }> {
  const freedBytes = freeableBytes(await measureFolder(folder));
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: RETRIES });
    return { freedBytes };
  } catch (error) {
    const leftover = `${folder} could not be removed: ${reasonOf(error)}. It is tried again when the server starts.`;
    return { freedBytes: 0, leftover };
  }
}

// A process that still writes there puts new files into a folder that is just being emptied.
const RETRIES = 3;

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
