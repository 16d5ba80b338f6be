import { once } from 'node:events';
import { expect, it } from 'vitest';
import { endable } from '../endable.ts';
import { streamed } from './stream.ts';

it('A streamed answer tells its source that the reader has left, though it waits', async () => {
  const left = Promise.withResolvers<string>();
  const source = endable(new AbortController().signal, async function* (ending) {
    yield 'first';
    await once(ending, 'abort');
    left.resolve('left');
  });
  const reader = streamed(source, {}).body?.getReader();
  const first = await reader?.read();
  expect(Buffer.from(first?.value ?? []).toString()).toBe('first');
  await reader?.cancel();
  expect(await left.promise).toBe('left');
});
