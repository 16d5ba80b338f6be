import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { packTar, type TarSource } from 'modern-tar/fs';

type Packing = {
  name: string;
  isWanted?: (path: string) => boolean;
  /** Whether a file may go away while the folder is packed. */
  isPassing?: (path: string) => boolean;
  beside?: TarSource[];
};

/** A folder as a tar archive under another name, with `beside`; fails when a file goes away meanwhile: an archive that
 * ends well is whole. */
export function packFolder(source: string, packing: Packing): Readable {
  return Readable.from(pack(source, packing), { objectMode: false });
}

async function* pack(
  source: string,
  { name, isWanted = () => true, isPassing = () => false, beside = [] }: Packing,
): AsyncGenerator<Uint8Array> {
  const missing = new Map<string, string>();
  for await (const path of filesIn(source, isWanted)) {
    if (!isPassing(path))
      missing.set(`${name}/${relative(source, path).replaceAll(sep, '/')}`, path);
  }
  yield* packTar(
    [{ type: 'directory', source, target: name, uid: 0, gid: 0, uname: '', gname: '' }, ...beside],
    {
      filter: isWanted,
      // What is not there any more is passed over without a word.
      map(header) {
        if (header.type !== 'symlink') missing.delete(header.name);
        return header;
      },
    },
  );
  const [gone] = missing.values();
  if (gone !== undefined) throw new Error(`${gone} went away while its folder was packed`);
}

async function* filesIn(
  folder: string,
  isWanted: (path: string) => boolean,
): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!isWanted(path)) continue;
    if (entry.isDirectory()) yield* filesIn(path, isWanted);
    else if (entry.isFile()) yield path;
  }
}
