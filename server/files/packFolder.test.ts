import { rmSync, symlinkSync } from 'node:fs';
import { link, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packFolder } from './packFolder.ts';

describe('An archive of a folder', () => {
  async function folderOf(...paths: string[]): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'tunix-rt-test-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    for (const path of paths) {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), `content of ${path}`);
    }
    return folder;
  }

  it('is whole, with files that have another name too', async () => {
    const folder = await folderOf('checkpoints/1/weights', 'empty');
    await link(join(folder, 'empty'), join(folder, 'linked'));
    const archive = await buffer(packFolder(folder, { name: 'model' }));
    for (const name of ['model/checkpoints/1/weights', 'model/empty', 'model/linked']) {
      expect(archive.includes(name)).toBe(true);
    }
  });

  it.for([
    ['a file', 'checkpoints/1/weights'],
    ['a folder', 'checkpoints'],
    ['all', ''],
  ] as const)('fails when %s goes away while it is packed', async ([, gone]) => {
    const folder = await folderOf('checkpoints/1/weights', 'manifest.yaml');
    const archive = packFolder(folder, {
      name: 'model',
      // Asked twice of each: when the folder is listed, and when it is packed.
      isWanted: goingAway(join(folder, gone)),
    });
    await expect(buffer(archive)).rejects.toThrow(/went away|ENOENT/);
  });

  it('fails when a file has become a link meanwhile, whose content would be missing', async () => {
    const folder = await folderOf('weights');
    const path = join(folder, 'weights');
    const asked = new Set<string>();
    const archive = packFolder(folder, {
      name: 'model',
      isWanted(wanted) {
        if (wanted === path && asked.has(path)) {
          rmSync(path);
          symlinkSync('/dev/null', path);
        }
        asked.add(wanted);
        return true;
      },
    });
    await expect(buffer(archive)).rejects.toThrow('went away');
  });

  it('does not wait for what was to pass', async () => {
    const folder = await folderOf('checkpoints/1.tmp/weights', 'manifest.yaml');
    const archive = packFolder(folder, {
      name: 'model',
      isWanted: goingAway(join(folder, 'checkpoints')),
      isPassing: (path) => path.includes('.tmp'),
    });
    expect((await buffer(archive)).includes('model/manifest.yaml')).toBe(true);
  });
});

/** Wants everything, and removes a path when it is asked of the first a second time. */
function goingAway(gone: string): (path: string) => boolean {
  const asked = new Set<string>();
  return (path) => {
    if (asked.has(path)) rmSync(gone, { recursive: true, force: true });
    asked.add(path);
    return true;
  };
}
