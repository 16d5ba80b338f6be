import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ManifestContent, TINY_MODEL } from '../../manifests/content.ts';

/** Counts the tokens of a rendered row, and says on what the count rests. */
export type TokenCounter = { count: (text: string) => number; basis: string };

const BYTES_PER_TOKEN = 3;
// The built-in model's tokenizer knows 512 pieces, so that it needs more of them.
const TINY_BYTES_PER_TOKEN = 2;
const MODEL_TURN = /(<start_of_turn>model\n)(.*?<end_of_turn>)/s;

/**
 * Counts by the model's own tokenizer where its folder lies on this machine, as the launcher does: a
 * token for the beginning, then what is asked and what is answered apart. Elsewhere it estimates one
 * token for every three bytes; Gemma's tokenizer makes fewer of English prose, about one for four.
 */
export async function tokenCounter({ model, source }: ManifestContent): Promise<TokenCounter> {
  const folder = source.tokenizer ?? (source.kind === 'local' ? source.path : null);
  const name = model.model_id;
  if (name === TINY_MODEL)
    return estimate('since its tokenizer is made from the data', TINY_BYTES_PER_TOKEN);
  if (!folder) return estimate(`since the tokenizer of ${name} is not on this machine`);
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
  const tokenizer = new Tokenizer(vocabulary, config);
  const length = (text: string) =>
    text === '' ? 0 : tokenizer.encode(text, { add_special_tokens: false }).ids.length;
  return {
    count(text) {
      const [asked = '', header = '', answered = '', rest = ''] = text.split(MODEL_TURN);
      return 1 + length(asked + header) + length(answered) + length(rest);
    },
    basis: `counted by the tokenizer in ${folder}`,
  };
}

function estimate(reason: string, bytesPerToken = BYTES_PER_TOKEN): TokenCounter {
  return {
    count: (text) => Math.ceil(Buffer.byteLength(text) / bytesPerToken),
    basis: `estimated at one token for ${bytesPerToken} bytes, ${reason}`,
  };
}
