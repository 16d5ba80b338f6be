/** How much of an output stream a run keeps in its row, in bytes of UTF-8. */
export const OUTPUT_TAIL_BYTES = 10 * 1024;

/** The end of an output, at most 10 KB of it, with a notice of what was cut before it. */
export function outputTail(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= OUTPUT_TAIL_BYTES) return text;
  let start = bytes.length - OUTPUT_TAIL_BYTES;
  // A byte 10xxxxxx continues a character that began earlier.
  while (start < bytes.length && ((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1;
  return `[... ${start} bytes cut, the last ${bytes.length - start} follow ...]\n${bytes.subarray(start).toString()}`;
}
