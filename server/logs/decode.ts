export function decodeOutput(bytes: Buffer): string {
  return replaceNul(bytes.toString('utf8'));
}

/** Puts U+2400 in the place of NUL, which no database holds. */
export function replaceNul(text: string): string {
  return text.replaceAll('\0', '\u2400');
}

/** Whether a byte goes on with a character of UTF-8, which has at most three of them after its first. */
export function continuesCharacter(byte = 0): boolean {
  return (byte & 0b1100_0000) === 0b1000_0000;
}
