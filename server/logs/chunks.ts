import type { LogChunk } from '../../prisma/generated/sqlite/client.ts';
import type { LogLine } from '../runs/feed.ts';

export const CHUNK_LINES = 1_000;

/** The most characters that a chunk holds, but for a line that is longer by itself. */
export const CHUNK_CHARS = 2 ** 18;

export function chunksOf(
  lines: LogLine[],
): Pick<LogChunk, 'firstSeq' | 'lastSeq' | 'stream' | 'text' | 'at'>[] {
  const chunks: { first: LogLine; texts: string[]; chars: number }[] = [];
  for (const line of lines) {
    const last = chunks.at(-1);
    const chars = (last?.chars ?? 0) + line.text.length;
    const isFitting =
      last &&
      last.first.stream === line.stream &&
      last.texts.length < CHUNK_LINES &&
      chars <= CHUNK_CHARS;
    if (isFitting) {
      last.texts.push(line.text);
      last.chars = chars;
    } else {
      chunks.push({ first: line, texts: [line.text], chars: line.text.length });
    }
  }
  return chunks.map(({ first: { seq, stream, at }, texts }) => ({
    firstSeq: seq,
    lastSeq: seq + texts.length - 1,
    stream,
    text: texts.join('\n'),
    at,
  }));
}
