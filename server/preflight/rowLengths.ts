import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { createMemory } from '../createMemory.ts';
import type { Database } from '../database/open.ts';
import { datasetTraceIds } from '../datasets/traceIds.ts';
import type { ManifestContent } from '../manifests/content.ts';
import { readTraces, type StoredTrace } from '../traces/read.ts';
import { TEMPLATE_FILES } from './rendering/chatTemplate.ts';
import { chooseRendering, type Rendering } from './rendering/chooseRendering.ts';
import type { RefusedRow } from './rendering/renderByTemplate.ts';
import { estimate, tokenCounter } from './tokens.ts';
import type { TokenCounter } from './turnTokens.ts';

export type RowLengths = ReturnType<typeof createRowLengths>;

/** The rows of a dataset as training would write them. */
export type CountedRows = {
  /** The tokens of each row in its order, NaN for one that would be dropped whatever its length. */
  lengths: number[];
  /** Those of the side that is evaluated on; none where there is no such side. */
  evaluationLengths: number[];
  /** Why those would be dropped, by their place. */
  refused: Map<number, RefusedRow>;
  /** Rows with turns that the model's template does not take. */
  mergedCount: number;
  rendering: Omit<Rendering, 'render'>;
} & Omit<TokenCounter, 'count'>;

/** A model by its id and the folder of its tokenizer, and how its prompts are written. */
export type Asked = { modelId: string; folder: string | null; prompt: ManifestContent['prompt'] };

/** The sides of a dataset that are trained and evaluated on; without the first all rows are trained on. */
type Sides = { split: string | undefined; evaluationSplit: string | undefined };

export function sidesOf({ dataset, evaluation }: ManifestContent): Sides {
  return { split: dataset.split, evaluationSplit: evaluation.split };
}

const REMEMBERED = 8;
// Nothing else waits for longer than these take to be counted.
const AT_ONCE = 32;

/** Counts the tokens of the rows of datasets, of which none changes: what was asked for last is remembered. */
export function createRowLengths(database: Database) {
  const counted = createMemory<CountedRows>(REMEMBERED);
  const renderings = createMemory<Rendering>(REMEMBERED);
  const renderingOf = (asked: Asked) => renderings(keyOf(asked), () => chooseRendering(asked));
  return {
    of: (datasetId: string, asked: Asked, sides: Sides): Promise<CountedRows> =>
      counted(JSON.stringify([datasetId, sides, keyOf(asked)]), async () =>
        countRows(
          database,
          { datasetId, ...sides },
          { asked, rendering: await renderingOf(asked) },
        ),
      ),
    renderingOf,
  };
}

// A template may be mended between two dry runs.
function keyOf(asked: Asked): string {
  const changed = TEMPLATE_FILES.map((name) =>
    asked.folder ? statSync(join(asked.folder, name), { throwIfNoEntry: false })?.mtimeMs : 0,
  );
  return JSON.stringify([asked, changed]);
}

async function countRows(
  database: Database,
  { datasetId, split, evaluationSplit }: Sides & { datasetId: string },
  { asked: { modelId, folder, prompt }, rendering }: { asked: Asked; rendering: Rendering },
): Promise<CountedRows> {
  const traceIds = await datasetTraceIds(database, { datasetId, split });
  const rows = () => readTraces(database, traceIds);
  const { render, ...told } = rendering;
  const { count, ...tokens } = told.isKnown
    ? await tokenCounter(modelId, { folder, rows: rows(), reasoning: prompt.reasoning })
    : estimate(`since ${told.basis}${told.problem ? ' has no chat template' : ''}`);
  const counted = await countEach(rows(), { render, count });
  const evaluated =
    evaluationSplit === undefined
      ? []
      : await datasetTraceIds(database, { datasetId, split: evaluationSplit });
  const evaluation = await countEach(readTraces(database, evaluated), { render, count });
  return { ...counted, evaluationLengths: evaluation.lengths, rendering: told, ...tokens };
}

async function countEach(
  rows: AsyncIterable<StoredTrace[]>,
  { render, count }: Pick<Rendering, 'render'> & Pick<TokenCounter, 'count'>,
): Promise<Pick<CountedRows, 'lengths' | 'refused' | 'mergedCount'>> {
  const lengths: number[] = [];
  const refused = new Map<number, RefusedRow>();
  let mergedCount = 0;
  for await (const batch of rows) {
    for (const trace of batch) {
      const row = render(trace);
      if ('reason' in row) {
        refused.set(lengths.length, row);
        lengths.push(Number.NaN);
      } else {
        if (row.isMerged) mergedCount += 1;
        lengths.push(row.tokens ? row.tokens.given + row.tokens.learned : count(row));
      }
      if (lengths.length % AT_ONCE === 0) await breathe();
    }
  }
  return { lengths, refused, mergedCount };
}
