import { open } from 'node:fs/promises';
import { createLineSplitter } from './lineSplitter.ts';

const PIECE = 2 ** 20;
const LARGEST_READ = 4 * PIECE;

/** Reads the lines of a file that grows, from a place in it on. */
export type Tail = {
  /** The lines that are complete by now, at most some megabytes of them. */
  read: () => Promise<string[]>;
  /** The last line, when it has no end and nothing more comes. */
  end: () => string[];
  /** Where the first byte lies that no line took yet. */
  offset: () => number;
};

export function createTail(path: string, startOffset: number): Tail {
  const splitter = createLineSplitter();
  const buffer = Buffer.allocUnsafe(PIECE);
  let position = startOffset;

  async function read(): Promise<string[]> {
    const file = await openIfThere(path);
    if (!file) return [];
    try {
      const lines: string[] = [];
      for (let total = 0; total < LARGEST_READ; ) {
        const { bytesRead } = await file.read(buffer, 0, PIECE, position);
        if (bytesRead === 0) break;
        position += bytesRead;
        total += bytesRead;
        lines.push(...splitter.push(Buffer.from(buffer.subarray(0, bytesRead))));
      }
      return lines;
    } finally {
      await file.close();
    }
  }

  return { read, end: () => splitter.end(), offset: () => position - splitter.pending() };
}

async function openIfThere(path: string) {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
