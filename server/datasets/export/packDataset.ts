import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { packTar } from 'modern-tar/fs';
import { layoutOf, UNFINISHED } from '../../home/layout.ts';
import type { Column } from '../formats/column.ts';
import { type CardFacts, writeCard } from './card.ts';
import { writeParquet } from './parquet.ts';
import { writeSummed } from './writeSummed.ts';

/** A folder as Hugging Face has datasets: rows as Parquet and a card that tells of them, as a tar archive. An archive says
 * beforehand how long a file is, so the rows lie below `home` while they are packed. */
export async function* packDataset(
  home: string,
  {
    name,
    records,
    columns,
    signal,
    ...facts
  }: {
    name: string;
    records: AsyncIterable<object[]>;
    columns: Column[];
    signal?: AbortSignal | undefined;
  } & Omit<CardFacts, 'columns' | 'count' | 'file'>,
): AsyncGenerator<Uint8Array> {
  const { exports } = layoutOf(home);
  const path = join(exports, `${randomUUID()}${UNFINISHED.export}`);
  await mkdir(exports, { recursive: true });
  let count = 0;
  async function* counted() {
    for await (const batch of records) {
      count += batch.length;
      yield batch;
    }
  }
  try {
    const file = await writeSummed(path, writeParquet(counted(), columns), signal);
    const content = writeCard({ ...facts, columns, count, file });
    // The same dataset gives the same archive every time.
    const common = { mtime: facts.dataset?.createdAt ?? new Date(0), mode: 0o644 };
    yield* packTar([
      { ...common, type: 'content', target: `${name}/README.md`, content },
      { ...common, type: 'file', target: `${name}/${ROWS}`, source: path, uid: 0, gid: 0 },
    ]);
  } finally {
    await rm(path, { force: true });
  }
}

const ROWS = 'data/train.parquet';
