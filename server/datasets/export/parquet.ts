import { zstdCompressSync } from 'node:zlib';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Column, ColumnType } from '../formats/column.ts';

/** Records as a Parquet file: a row group for each batch, so that no more than one is held. */
export async function* writeParquet(
  batches: AsyncIterable<object[]>,
  columns: Column[],
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)],
    codec: 'ZSTD',
    compressors: { ZSTD: zstdCompressSync },
    statistics: false,
    createdBy: 'tunix-rt',
  });
  for await (const records of batches) {
    if (records.length === 0) continue;
    const columnData = columns.map((column) => ({
      name: column.name,
      data: records.map((record) => valueIn(record, column)),
      offsetIndex: false,
    }));
    writer.write({ columnData, rowGroupSize: records.length });
    yield taken(bytes);
  }
  writer.finish();
  yield taken(bytes);
}

/** What was written since it was asked the last time; offsets go on from there. */
function taken(bytes: ByteWriter): Uint8Array {
  const written = bytes.getBytes().slice();
  bytes.index = 0;
  return written;
}

function valueIn(record: object, { name, type }: Column): unknown {
  const value: unknown = Object.entries(record).find(([key]) => key === name)?.[1];
  return type === 'json' ? JSON.stringify(value) : value;
}

function elementsOf({ name, type, isOptional }: Column): SchemaElement[] {
  const repetition_type = isOptional ? 'OPTIONAL' : 'REQUIRED';
  if (type === 'number') return [{ name, type: 'DOUBLE', repetition_type }];
  const members = MEMBERS[type];
  if (!members) return [{ ...TEXT, name, repetition_type }];
  return [
    { name, converted_type: 'LIST', num_children: 1, repetition_type },
    { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
    ...members,
  ];
}

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
const [ROLE, CONTENT, REASONING] = [
  { ...TEXT, name: 'role', repetition_type: 'REQUIRED' },
  { ...TEXT, name: 'content', repetition_type: 'REQUIRED' },
  { ...TEXT, name: 'reasoning_content', repetition_type: 'OPTIONAL' },
] as const;

/** What a member of a list is made of. */
const MEMBERS: Partial<Record<ColumnType, SchemaElement[]>> = {
  texts: [{ ...TEXT, name: 'element', repetition_type: 'REQUIRED' }],
  messages: [group(2), ROLE, CONTENT],
  thoughtMessages: [group(3), ROLE, CONTENT, REASONING],
};

function group(num_children: number): SchemaElement {
  return { name: 'element', num_children, repetition_type: 'REQUIRED' };
}
