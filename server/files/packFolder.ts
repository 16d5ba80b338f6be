import type { Readable } from 'node:stream';
import { packTar, type TarSource } from 'modern-tar/fs';

/** A folder as a tar archive, in which it has another name and belongs to nobody, and what is packed
 * `beside` it. The stream fails when a file goes away while it is packed, so that nobody takes a part
 * for the whole. */
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
