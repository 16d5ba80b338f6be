import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** SHA-256 of a folder's content, in hexadecimal: that of a line `{SHA-256}  {path}` a file, paths with `/`, in the
 * order of their bytes. */
export async function folderDigest(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const parts: DigestedPart[] = [];
  for (const path of paths) parts.push({ path, digest: await fileDigest(join(folder, path)) });
  return digestOf(parts);
}

type DigestedPart = { path: string; digest: string };

/** The digest of parts in the order given, by the digest of each. */
export function digestOf(parts: DigestedPart[]): string {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(`${part.digest}  ${part.path}\n`);
  return digest.digest('hex');
}

async function fileDigest(path: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(path), digest);
  return digest.digest('hex');
}
