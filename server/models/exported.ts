import type { Prisma } from '../../prisma/generated/sqlite/client.ts';

/** What an export wrote, and how far it is from the model that it was made of. */
export type Exported = {
  /** The folder, in that of the run. */
  path: string;
  files: { path: string; sizeBytes: number; sha256: string }[];
  tensors: number;
  /** The largest difference of a logit of a fixed text, or of a weight where adapters were written. */
  largestDifference: number;
  /** `transformers`, `tunix` or `tensors`. */
  checkedWith: string;
  /** Where it is on the Hugging Face Hub; absent in runs that are older than that. */
  pushed?: { repository: string; url: string; commit: string; private: boolean } | null;
};

/** What a run exported, from its column, which holds what the run told. */
export function storedExport({ exported }: { exported: Prisma.JsonValue }): Exported | null {
  return exported as Exported | null;
}
