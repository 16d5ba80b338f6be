import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { measureMemory } from '../../testing/retainedMemory.ts';
import { writeRecords } from './files.ts';

it.for(['jsonl', 'json', 'parquet'] as const)(
  '100 MB of records become %s in memory that does not grow with them',
  async (file) => {
    async function* records() {
      for (let batch = 0; batch < 40; batch += 1) {
        yield Array.from({ length: 500 }, () => ({ a: randomBytes(4_000).toString('base64') }));
      }
    }
    async function* bytes() {
      const columns = [{ name: 'a', type: 'text' } as const];
      for await (const chunk of writeRecords(file, { records: records(), columns })) {
        yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      }
    }
    const memory = measureMemory(bytes());
    let written = 0;
    for await (const chunk of memory.source) written += chunk.length;
    expect(written).toBeGreaterThan(75_000_000);
    expect(memory.measurements()).toBeGreaterThan(7);
    expect(memory.growth()).toBeLessThan(20_000_000);
  },
);
