import { forgesTurn, renderTurns, TURN_END, TURN_START } from '../datasets/formats.ts';
import type { StoredTrace } from '../traces/read.ts';
import { codePointLength } from '../traces/trace.ts';
import table from '../training/launcher/tunix_rt_launcher/architectures.json' with { type: 'json' };
import type { TokenizerFiles } from './tokenizerFiles.ts';
import { trainBpe } from './trainBpe.ts';

// As the launcher's `tiny.py` has them.
const SPECIALS = ['<pad>', '<eos>', '<bos>', '<unk>', TURN_START, TURN_END];
const SAMPLE_CHARACTERS = 4_000_000;

/** The tokenizer of `tunix-rt/tiny`, which the launcher makes of the rows that it trains on. */
export async function tinyTokenizer(rows: AsyncIterable<StoredTrace[]>): Promise<TokenizerFiles> {
  const { vocabulary, merges } = await trainBpe(sample(rows), {
    size: table.tiny.num_embed,
    specials: SPECIALS,
  });
  const added = SPECIALS.map((content, id) => ({ id, content, special: true, normalized: false }));
  return {
    vocabulary: {
      added_tokens: added,
      normalizer: null,
      pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
      post_processor: null,
      decoder: { type: 'ByteLevel' },
      model: { type: 'BPE', vocab: vocabulary, merges },
    },
    config: { bos_token: '<bos>' },
  };
}

/** What stands in the two turns of each row, until there is enough to learn from. */
async function* sample(rows: AsyncIterable<StoredTrace[]>): AsyncGenerator<string> {
  let characters = 0;
  for await (const batch of rows) {
    for (const trace of batch.filter((each) => !forgesTurn(each))) {
      const { trained } = renderTurns(trace);
      for (const text of [trace.prompt, trained.slice(0, -TURN_END.length)]) {
        yield text;
        characters += codePointLength(text);
        if (characters > SAMPLE_CHARACTERS) return;
      }
    }
  }
}
