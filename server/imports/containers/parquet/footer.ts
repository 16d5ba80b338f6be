import { type FileMetaData, parquetMetadata, parquetSchema, type SchemaTree } from 'hyparquet';
import { DEEPEST_JSON } from '../../../json.ts';
import { beginsWith, refusal } from '../bytes.ts';
import { checkThrift } from './checkThrift.ts';
import { damage, type ParquetFile, reading, readRange } from './file.ts';

export const MAGIC = [0x50, 0x41, 0x52, 0x31];
const ENCRYPTED_MAGIC = [0x50, 0x41, 0x52, 0x45];
const TAIL = 8;
// A hundred columns in 500 row groups have as many.
const MOST_VALUES = 1_000_000;
const MOST_BYTES = 64_000_000;

/** Reads what a Parquet file says of itself at its end. */
export async function readFooter(file: ParquetFile): Promise<FileMetaData> {
  const { size } = file;
  if (size < MAGIC.length + TAIL) throw damage(`it has ${size} bytes`);
  const tail = Buffer.from(await readRange(file, size - TAIL, size));
  if (beginsWith(tail.subarray(4), ENCRYPTED_MAGIC))
    throw refusal('Expected a Parquet file that anyone can read, got one that is encrypted');
  if (!beginsWith(tail.subarray(4), MAGIC))
    throw damage(`it ends after ${size} bytes without its footer, so that it may be cut off`);
  const length = tail.readUInt32LE();
  if (length > size - MAGIC.length - TAIL || length > MOST_BYTES)
    throw damage(`its footer claims ${length} of its ${size} bytes`);
  const bytes = await readRange(file, size - TAIL - length, size);
  return reading('its footer', () => {
    checkThrift(bytes.subarray(0, length), MOST_VALUES);
    const metadata = parquetMetadata(bytes, { geoparquet: false });
    checkNames(metadata);
    return metadata;
  });
}

function checkNames(metadata: FileMetaData) {
  const root = parquetSchema(metadata);
  if (root.children.length === 0) throw new RangeError('it has no columns');
  for (const { path } of nodesBelow(root)) {
    if (path.length > DEEPEST_JSON) throw new RangeError(`it nests more than ${DEEPEST_JSON} deep`);
    const name = path.at(-1);
    // An object made of it would lose it.
    if (name === '__proto__') throw new RangeError('it has a column with the name `__proto__`');
  }
  const names = root.children.map(({ element }) => element.name);
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined) throw new RangeError(`it has the column \`${repeated}\` twice`);
}

function* nodesBelow({ children }: SchemaTree): Generator<SchemaTree> {
  for (const child of children) {
    yield child;
    yield* nodesBelow(child);
  }
}
