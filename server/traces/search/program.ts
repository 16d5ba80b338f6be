import { INDEXED } from './document.ts';

/** The program that keeps the index of the words of traces, and the version of what it writes. */
export const TRACE_INDEX = {
  program: new URL('./keep.ts', import.meta.url),
  version: INDEXED.version,
};
