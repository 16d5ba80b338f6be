import type { Readable } from 'node:stream';
import { packTar, type TarSource } from 'modern-tar/fs';

/** A folder as a tar archive under another name, with `beside`; fails when a file goes away meanwhile. */
export function packFolder(
  source: string,
  {
    name,
    isWanted = () => true,
    beside = [],
  }: { name: string; isWanted?: (path: string) => boolean; beside?: TarSource[] },
): Readable {
  return packTar(
    [{ type: 'directory', source, target: name, uid: 0, gid: 0, uname: '', gname: '' }, ...beside],
    { filter: isWanted },
  );
}
