import { ExpectedError } from '../../errors.ts';
import type { Bytes } from '../containers/bytes.ts';
import { type Container, readRows } from '../containers/readRows.ts';
import type { Row } from '../containers/row.ts';
import { fingerprint } from '../fingerprint.ts';

export type FirstRows = {
  rows: Row[];
  found: Container | undefined;
  /** SHA-256 of the file, where it was read to its end. */
  sha256: string | undefined;
  /** Why the file can't be read further. */
  problem: string | undefined;
};

const LOOKED_AT = 100;

/** Reads a file's first rows and then stops, however much of it is to come. With `isPart`, the bytes are the beginning of
 * a file, so that a last row that is cut off is no fault.
 * @throws ValidationError for what has no row to begin with */
export async function readFirstRows(
  file: Bytes,
  { isPart, ...reading }: { isPart: boolean; maxBytes: number; folder: string },
): Promise<FirstRows> {
  const { source, sha256 } = fingerprint(file);
  const rows: Row[] = [];
  let found: Container | undefined;
  let problem: string | undefined;
  const onContainer = (container: Container) => {
    found = container;
  };
  try {
    for await (const some of readRows(source, { ...reading, onContainer })) {
      rows.push(...some);
      if (rows.length > LOOKED_AT) break;
    }
  } catch (error) {
    if (!(error instanceof ExpectedError) || rows.length === 0) throw error;
    problem = error.message;
  }
  const isCut = isPart && rows.length <= LOOKED_AT;
  const isLastDoubtful = isCut && rows.length > 1;
  return {
    rows: isLastDoubtful ? rows.slice(0, -1) : rows.slice(0, LOOKED_AT),
    found,
    sha256: isPart ? undefined : sha256(),
    problem: isPart ? undefined : problem,
  };
}
