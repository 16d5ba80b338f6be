import type { Readable } from 'node:stream';
import { packTar } from 'modern-tar/fs';

/**
 * A folder as a tar archive, in which it has another name and belongs to nobody. The stream fails when a
 * file goes away while it is packed, so that nobody takes a part for the whole.
 */
export function packFolder(
  source: string,
  { name, isWanted = () => true }: { name: string; isWanted?: (path: string) => boolean },
): Readable {
  return packTar(
    [{ type: 'directory', source, target: name, uid: 0, gid: 0, uname: '', gname: '' }],
    { filter: isWanted },
  );
}
