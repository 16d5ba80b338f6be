import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UNFINISHED } from '../home/layout.ts';
import { toRow } from '../traces/create.ts';
import type { TraceContent } from '../traces/trace.ts';
import { readLines } from './containers/lines.ts';
import type { DraftScore } from './reader.ts';
import type { ReadTrace } from './readTraces.ts';

type Spooled = { line: number; content: TraceContent; scores: DraftScore[] };

/** Writes traces that were checked to a file of their own below `folder`, which goes when it is left. */
export async function spoolTraces(
  traces: AsyncIterable<ReadTrace[]>,
  folder: string,
): Promise<{ path: string } & AsyncDisposable> {
  const path = join(folder, `${randomUUID()}${UNFINISHED.import}`);
  const remove = () => rm(path, { force: true });
  await mkdir(folder, { recursive: true });
  try {
    await pipeline(linesOf(traces), createWriteStream(path));
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, [Symbol.asyncDispose]: remove };
}

/** The traces of such a file, some at a time. */
export async function* readSpool(path: string): AsyncGenerator<ReadTrace[]> {
  for await (const lines of readLines(createReadStream(path), Number.POSITIVE_INFINITY)) {
    yield lines.map(({ text }) => {
      // Nothing else writes it.
      const { content, ...others }: Spooled = JSON.parse(text);
      return { ...others, content, row: toRow(content) };
    });
  }
}

async function* linesOf(traces: AsyncIterable<ReadTrace[]>): AsyncGenerator<string> {
  for await (const some of traces) {
    yield some
      .map(({ line, content, scores }) => {
        const spooled: Spooled = { line, content, scores };
        return `${JSON.stringify(spooled)}\n`;
      })
      .join('');
  }
}
