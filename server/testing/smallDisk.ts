import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach } from 'vitest';

/** Whether this process may mount file systems; tests of a full disk need it. */
export const mayMount = await triesToMount();

/** A file system of a few megabytes, which is unmounted after the test. */
export type SmallDisk = { path: string; resize: (megabytes: number) => Promise<void> };

export function smallDiskFactory(): (megabytes: number) => Promise<SmallDisk> {
  const mounted: string[] = [];
  afterEach(async () => {
    for (const path of mounted.splice(0)) {
      // Lazily: a process that is about to end may still hold a file there.
      await execa('umount', ['--lazy', path]);
      await rm(path, { recursive: true });
    }
  });
  return async (megabytes) => {
    const path = await mkdtemp(join(tmpdir(), 'tunix-rt-disk-'));
    await mount(path, megabytes);
    mounted.push(path);
    return {
      path,
      resize: async (size) => {
        await execa('mount', ['-o', `remount,size=${size}m`, path]);
      },
    };
  };
}

async function mount(path: string, megabytes: number) {
  await execa('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
}

async function triesToMount(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const path = await mkdtemp(join(tmpdir(), 'tunix-rt-disk-'));
  try {
    await mount(path, 1);
    await execa('umount', [path]);
    return true;
  } catch {
    return false;
  } finally {
    await rm(path, { recursive: true });
  }
}
