import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ReasoningStyle, TURN_END, TURN_START } from '../datasets/formats/turns.ts';
import { TINY_MODEL } from '../manifests/fields.ts';
import type { StoredTrace } from '../traces/read.ts';
import { tinyTokens } from './tinyTokens.ts';
import { partsOf, type TokenCounter } from './turnTokens.ts';

const BYTES_PER_TOKEN = 3;

/** Counts by the model's own tokenizer where it lies on this machine, as the launcher does: a token for
 * the beginning where the tokenizer has one, and what stands between two markers apart. That of the built-in model is
 * made of the rows, as the launcher makes it. Elsewhere it estimates one token for every three bytes; Gemma's
 * tokenizer makes fewer of English prose, about one for four. */
export async function tokenCounter(
  modelId: string,
  {
    folder,
    rows,
    reasoning,
  }: {
    folder: string | null;
    rows: AsyncIterable<StoredTrace[]>;
    reasoning: ReasoningStyle;
  },
): Promise<TokenCounter> {
  if (!folder && modelId === TINY_MODEL) return tinyTokens(rows, reasoning);
  if (!folder) return estimate(`since the tokenizer of ${modelId} is not on this machine`);
  try {
    return await exact(folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return estimate(`since the tokenizer in ${folder} can't be read here: ${reason}`);
  }
}

async function exact(folder: string): Promise<TokenCounter> {
  const { Tokenizer } = await import('@huggingface/tokenizers');
  const [vocabulary, config] = await Promise.all(
    ['tokenizer.json', 'tokenizer_config.json'].map(async (name) =>
      JSON.parse(await readFile(join(folder, name), 'utf8')),
    ),
  );
  const added: { content: string; special: boolean }[] = vocabulary.added_tokens ?? [];
  const markers = new Set(
    [TURN_START, TURN_END].filter(
      (marker) =>
        added.some(({ content }) => content === marker) ||
        marker in Object(vocabulary.model?.vocab),
    ),
  );
  // "<eos>" in a text is five characters, and no token that ends it.
  const plain = { ...vocabulary, added_tokens: added.filter(({ special }) => !special) };
  const tokenizer = new Tokenizer(plain, config);
  const length = (text: string) =>
    text === '' ? 0 : tokenizer.encode(text, { add_special_tokens: false }).ids.length;
  const beginning = config.bos_token === null ? 0 : 1;
  return {
    count: (turns) =>
      partsOf(turns).reduce((sum, part) => sum + (markers.has(part) ? 1 : length(part)), beginning),
    isExact: true,
    basis: `counted by the tokenizer in ${folder}`,
    hasMarkers: markers.size === 2,
  };
}

/** Counts where there is nothing to count by. */
export function estimate(reason: string): TokenCounter {
  return {
    count: ({ before, trained }) =>
      Math.ceil((Buffer.byteLength(before) + Buffer.byteLength(trained)) / BYTES_PER_TOKEN),
    isExact: false,
    basis: `estimated at one token for ${BYTES_PER_TOKEN} bytes, ${reason}`,
    hasMarkers: null,
  };
}
