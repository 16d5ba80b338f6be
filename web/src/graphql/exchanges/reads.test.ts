import { afterEach, expect, it, vi } from 'vitest';
import { fetchRead, giveUpReads } from './reads.ts';

afterEach(() => vi.unstubAllGlobals());

it('What is read is given up all at once; what is asked afterwards is not', async () => {
  const asked = stubFetch();
  const reads = [fetchRead('/one'), fetchRead('/two')];
  giveUpReads();
  for (const read of reads) await expect(read).rejects.toThrow('aborted');
  const later = fetchRead('/three');
  asked.at(-1)?.answer();
  expect((await later).status).toBe(204);
});

it('What is read is also given up by who asked for it', async () => {
  stubFetch();
  const asker = new AbortController();
  const read = fetchRead('/one', { signal: asker.signal });
  asker.abort();
  await expect(read).rejects.toThrow('aborted');
});

/** Requests that are answered when the test says so. */
function stubFetch() {
  const asked: { answer: () => void }[] = [];
  vi.stubGlobal('fetch', (_url: string, { signal }: { signal: AbortSignal }) => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    asked.push({ answer: () => resolve(new Response(null, { status: 204 })) });
    return promise;
  });
  return asked;
}
