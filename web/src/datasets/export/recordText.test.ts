import { expect, it } from 'vitest';
import { recordText } from './recordText.ts';

it('shows a record on several lines, and of a long text how much is cut', () => {
  expect(recordText('{"a":["short",1,null]}')).toBe(
    '{\n  "a": [\n    "short",\n    1,\n    null\n  ]\n}',
  );
  const { a } = JSON.parse(recordText(JSON.stringify({ a: '𝄞'.repeat(2_000) })));
  expect(a).toBe(`${'𝄞'.repeat(600)}… (1,400 more characters)`);
});
