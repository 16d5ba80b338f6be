import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderTurns } from '../datasets/formats/turns.ts';
import { sampleTraces } from '../examples/sampleTraces.ts';
import { trainBpe } from './trainBpe.ts';

describe('A tokenizer that is made from the data', () => {
  it("has the merges that Hugging Face's own trainer makes of the sample traces", async () => {
    const { merges, count } = await trainBpe(sampleTexts(), {
      size: 512,
      specials: SPECIALS,
    });
    expect(merges).toHaveLength(250);
    let tokens = 0;
    for await (const text of sampleTexts()) tokens += count(text);
    expect(tokens).toBe(46_258);
    expect(sha256(merges)).toBe('79fbbb623207169b');
  });

  it('ends where no pair is left', async () => {
    const { merges } = await trainBpe(texts(['ab ab', 'abab']), { size: 512, specials: [] });
    expect(merges).toEqual([
      ['a', 'b'],
      ['Ġ', 'ab'],
      ['ab', 'ab'],
    ]);
  });

  it('counts words that it never saw as it would have merged them', async () => {
    const { merges, count } = await trainBpe(texts(['abc abc', 'bc bc bc', 'ab ab ab']), {
      size: 512,
      specials: [],
    });
    expect(merges).toEqual([
      ['a', 'b'],
      ['b', 'c'],
      ['Ġ', 'ab'],
      ['Ġ', 'bc'],
      ['ab', 'c'],
      ['Ġab', 'c'],
    ]);
    expect(['abc', 'xabc', 'abcabc', 'ababab', 'é', ''].map(count)).toEqual([1, 2, 2, 3, 2, 0]);
  });
});

const SPECIALS = ['<pad>', '<eos>', '<bos>', '<unk>', '<start_of_turn>', '<end_of_turn>'];

async function* texts(some: string[]) {
  yield* some;
}

async function* sampleTexts() {
  for (const trace of sampleTraces()) {
    yield trace.prompt;
    yield renderTurns(trace).trained.slice(0, -'<end_of_turn>'.length);
  }
}

function sha256(merges: [string, string][]): string {
  return createHash('sha256').update(JSON.stringify(merges)).digest('hex').slice(0, 16);
}
