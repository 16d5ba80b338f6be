type Artifact = { path: string; sizeBytes: string | number | bigint };

/** Files of one folder, whose own folders are a part of it. */
export type Folder<File> = { name: string; files: File[]; bytes: number };

/** Files by the folder at the top of their paths, those in none first. */
export function foldersOf<File extends Artifact>(files: readonly File[]): Folder<File>[] {
  const folders = new Map<string, Folder<File>>([['', { name: '', files: [], bytes: 0 }]]);
  for (const file of files) {
    const name = file.path.includes('/') ? file.path.slice(0, file.path.indexOf('/')) : '';
    const folder = folders.get(name) ?? { name, files: [], bytes: 0 };
    folder.files.push(file);
    folder.bytes += Number(file.sizeBytes);
    folders.set(name, folder);
  }
  return [...folders.values()].filter(({ files }) => files.length > 0);
}
