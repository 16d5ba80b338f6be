import {
  askedTurns,
  forgesTurn,
  mergeTurns,
  type ReasoningStyle,
  renderResponse,
  TURN_END,
  TURN_START,
} from '../datasets/formats/turns.ts';
import type { StoredTrace } from '../traces/read.ts';
import { codePointLength } from '../traces/trace.ts';
import table from '../training/launcher/tunix_rt_launcher/architectures.json' with { type: 'json' };
import { trainBpe } from './trainBpe.ts';
import { partsOf, type TokenCounter } from './turnTokens.ts';

// As the launcher's `tiny.py` has them.
const SPECIALS = ['<pad>', '<eos>', '<bos>', '<unk>', TURN_START, TURN_END];
const SAMPLE_CHARACTERS = 4_000_000;

/** Counts as the tokenizer of `tunix-rt/tiny`, which the launcher makes of the rows that it trains on. */
export async function tinyTokens(
  rows: AsyncIterable<StoredTrace[]>,
  reasoning: ReasoningStyle,
): Promise<TokenCounter> {
  const { count } = await trainBpe(sample(rows, reasoning), {
    size: table.tiny.num_embed,
    specials: SPECIALS,
  });
  return {
    // A token begins the text.
    count: (turns) =>
      partsOf(turns).reduce((sum, part) => sum + (SPECIALS.includes(part) ? 1 : count(part)), 1),
    basis: 'counted by the tokenizer that is made from the data',
    isExact: true,
    hasMarkers: true,
  };
}

/** What stands in the turns of each row, until there is enough to learn from. */
async function* sample(
  rows: AsyncIterable<StoredTrace[]>,
  reasoning: ReasoningStyle,
): AsyncGenerator<string> {
  let characters = 0;
  for await (const batch of rows) {
    for (const trace of batch.filter((each) => !forgesTurn(each))) {
      const given = mergeTurns(askedTurns(trace)).map(({ content }) => content);
      for (const text of [...given, renderResponse(trace, reasoning)]) {
        yield text;
        characters += codePointLength(text);
        if (characters > SAMPLE_CHARACTERS) return;
      }
    }
  }
}
