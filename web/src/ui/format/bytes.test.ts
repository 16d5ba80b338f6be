import { expect, it } from 'vitest';
import { bytesText } from './bytes.ts';

it.each([
  [0, '0 B'],
  [1_023, '1023 B'],
  [1_536, '1.5 KiB'],
  [524_288_000, '500 MiB'],
  [3 * 1024 ** 4, '3.0 TiB'],
])('words %d bytes as "%s"', (bytes, words) => {
  expect(bytesText(bytes)).toBe(words);
});
