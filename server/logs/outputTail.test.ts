import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../testing/interpreter.ts';
import { OUTPUT_TAIL_BYTES, outputTail } from './outputTail.ts';

const KEPT = OUTPUT_TAIL_BYTES;

describe('The end of an output', () => {
  it.for<[string, string | Buffer, string]>([
    ['nothing', '', ''],
    ['all of a short one', 'a\nb\n', 'a\nb\n'],
    ['all of one that just fits', 'x'.repeat(KEPT), 'x'.repeat(KEPT)],
    [
      'the last 10 KB of a longer one, with a notice',
      `${'a'.repeat(5)}${'x'.repeat(KEPT)}`,
      `[... 5 bytes cut, the last ${KEPT} follow ...]\n${'x'.repeat(KEPT)}`,
    ],
    [
      'no half of a character of two bytes',
      `é${'x'.repeat(KEPT - 1)}`,
      `[... 2 bytes cut, the last ${KEPT - 1} follow ...]\n${'x'.repeat(KEPT - 1)}`,
    ],
    [
      'no part of a character of four bytes',
      `𝄞${'x'.repeat(KEPT - 3)}`,
      `[... 4 bytes cut, the last ${KEPT - 3} follow ...]\n${'x'.repeat(KEPT - 3)}`,
    ],
    [
      'a character that begins where it is cut',
      `ab𝄞${'x'.repeat(KEPT - 4)}`,
      `[... 2 bytes cut, the last ${KEPT} follow ...]\n𝄞${'x'.repeat(KEPT - 4)}`,
    ],
    [
      'a sign in place of NUL and of what is no UTF-8',
      Buffer.of(0x61, 0, 0xff, 0x62),
      'a\u2400\ufffdb',
    ],
  ])('keeps %s', async ([, output, expected]) => {
    expect(await tailOf(output)).toBe(expected);
  });

  it.for<[string, Buffer]>([
    ['bytes that are no UTF-8', Buffer.alloc(3 * KEPT, 0xff)],
    ['bytes that only continue characters', Buffer.alloc(3 * KEPT, 0x80)],
    ['NUL characters', Buffer.alloc(3 * KEPT)],
  ])('takes no more than 10 KB of %s', async ([, output]) => {
    const [notice = '', text = ''] = (await tailOf(output)).split('\n');
    expect(notice).toMatch(/^\[\.\.\. \d+ bytes cut, the last \d+ follow \.\.\.\]$/);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(KEPT);
    expect(Buffer.byteLength(text)).toBeGreaterThan(KEPT - 12);
  });

  it('ends at a place in the file, whatever came after it', async () => {
    const path = join(await temporaryDirectory(), 'output');
    await writeFile(path, 'before|after');
    expect(await outputTail(path, 6)).toBe('before');
    expect(await outputTail(path, 0)).toBe('');
  });
});

async function tailOf(output: string | Buffer): Promise<string> {
  const path = join(await temporaryDirectory(), 'output');
  await writeFile(path, output);
  return (await outputTail(path, Buffer.byteLength(output))) ?? '';
}
