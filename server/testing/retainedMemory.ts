import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Passes bytes on, and measures after every 10 MB what memory is held; so what reads them is seen to keep them, or not. */
export function measureMemory(source: AsyncIterable<Uint8Array>) {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const retained: number[] = [];
  async function* measured() {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      while (bytes >= retained.length * 10_000_000) {
        // The second waits for what the first frees beside its work.
        collect();
        collect();
        const { heapUsed, external } = process.memoryUsage();
        retained.push(heapUsed + external);
      }
      yield chunk;
    }
  }
  return {
    source: measured(),
    measurements: () => retained.length,
    growth: () => Math.max(...retained) - (retained[0] ?? 0),
  };
}
