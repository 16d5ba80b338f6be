import { openFile } from '../../files/open.ts';
import { createLineSplitter } from './lineSplitter.ts';

const PIECE = 2 ** 18;
const LARGEST_READ = 2 ** 20;
const MOST_LINES = 50_000;

/** Reads the lines of a file that grows, from a place in it on. */
export type Tail = {
  /** The lines that more of the file completes, and whether there is no more of it by now. */
  read: () => Promise<{ lines: string[]; isAtEnd: boolean }>;
  /** The last line, when it has no end and nothing more comes. */
  end: () => string[];
  /** Where the first byte lies that no line took yet. */
  offset: () => number;
};

/** Reads about a megabyte at a time, and not many more than fifty thousand lines. */
export function createTail(path: string, startOffset: number): Tail {
  const splitter = createLineSplitter();
  const buffer = Buffer.allocUnsafe(PIECE);
  let position = startOffset;

  async function read() {
    const file = await openFile(path);
    if (!file) return { lines: [], isAtEnd: true };
    try {
      let lines: string[] = [];
      for (let total = 0; total < LARGEST_READ && lines.length < MOST_LINES; ) {
        const { bytesRead } = await file.read(buffer, 0, PIECE, position);
        if (bytesRead === 0) return { lines, isAtEnd: true };
        position += bytesRead;
        total += bytesRead;
        lines = lines.concat(splitter.push(Buffer.from(buffer.subarray(0, bytesRead))));
      }
      return { lines, isAtEnd: false };
    } finally {
      await file.close();
    }
  }

  return { read, end: () => splitter.end(), offset: () => position - splitter.pending() };
}
