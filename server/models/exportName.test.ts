import { expect, it } from 'vitest';
import { folderName } from './exportName.ts';

it.each([
  ['sums-v1', 'sums-v1'],
  ['export sample #1', 'export-sample-1'],
  ['数学 große v2', '数学-große-v2'],
  ['नमस्ते दुनिया', 'नमस्ते-दुनिया'],
  ['..', 'model'],
  ['../../etc/passwd', 'etc-passwd'],
  ['-rf', 'rf'],
  ['.hidden.', 'hidden'],
  ['###', 'model'],
  ['a\nb\u202Ec', 'a-b-c'],
  ['😀'.repeat(3), 'model'],
  ['𝒳'.repeat(300), '𝒳'.repeat(60)],
])('makes a folder of %j called %j', (text, name) => {
  expect(folderName(text)).toBe(name);
  expect(Buffer.byteLength(name)).toBeLessThan(255);
});
