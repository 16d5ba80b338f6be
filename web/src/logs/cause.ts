import { plainText } from './ansi.ts';
import type { StoredLine } from './lines.ts';

const SHOWN = 12;
const AFTER = 3;

// What Python, JAX and the kernel end a training with.
const ERROR = /\b\w*(?:Error|Exception|FATAL|RESOURCE_EXHAUSTED|Killed)\b/;

/** The lines around the last error in the end of a log; its last lines when it names none. */
export function causeIn(lines: StoredLine[]): { namesError: boolean; lines: StoredLine[] } {
  const at = lines.findLastIndex(({ text }) => ERROR.test(plainText(text)));
  const end = at === -1 ? lines.length : Math.min(lines.length, at + 1 + AFTER);
  return { namesError: at !== -1, lines: lines.slice(Math.max(0, end - SHOWN), end) };
}
