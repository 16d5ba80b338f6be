import type { VersionExportsFragment } from '../graphql/generated/graphql.ts';

type Files = Pick<NonNullable<VersionExportsFragment['exports'][number]['exported']>, 'files'>;

/** Whether an export wrote the adapters alone. */
export function isAdapterExport({ files }: Files): boolean {
  return files.some(({ path }) => path.startsWith('adapter_'));
}

/** How large the files of an export are together. */
export function exportedBytes({ files }: Files): number {
  return files.reduce((sum, { sizeBytes }) => sum + Number(sizeBytes), 0);
}
