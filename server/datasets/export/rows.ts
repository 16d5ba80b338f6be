import type { Database } from '../../database/open.ts';
import { EmptySelectionError } from '../../errors.ts';
import type { StoredTrace } from '../../traces/read.ts';
import type { Format, TracePair } from '../formats/format.ts';
import { FORMATS } from '../formats/formats.ts';
import { chooseFrozenPairs } from './chooseFrozenPairs.ts';
import { choosePairs } from './choosePairs.ts';
import { chooseQuestions, chooseTraces } from './chooseTraces.ts';
import { type Chosen, type ExportSource, leftOutText } from './chosen.ts';
import type { ExportOptions } from './options.ts';

export type ExportedRow = {
  record: object;
  /** Traces of it whose own text says what only the format may say. */
  forging: string[];
};

/** What an export holds, and what it leaves out; no row is read before it is asked for.
 * @throws EmptySelectionError when the format has a row for none of the traces; NotFoundError for an id that is not stored */
export async function chooseRows(
  database: Database,
  {
    source,
    options,
    signal,
  }: { source: ExportSource; options: ExportOptions; signal?: AbortSignal | undefined },
): Promise<Chosen<ExportedRow>> {
  const format: Format = FORMATS[options.format];
  const forging = (trace: StoredTrace) => (format.forges?.(trace, options) ? [trace.id] : []);
  if (format.of === 'pairs') {
    const pairs =
      'frozenPairs' in source && source.frozenPairs
        ? chooseFrozenPairs(database, source.frozenPairs)
        : await choosePairs(database, { source, options, signal });
    return rowsOf(pairs, (pair: TracePair) => ({
      record: format.recordOf(pair, options),
      forging: [...forging(pair.chosen), ...forging(pair.rejected)],
    }));
  }
  const choose = format.of === 'questions' ? chooseQuestions : chooseTraces;
  return rowsOf(await choose(database, { source, signal }), (trace) => ({
    record: format.recordOf(trace, options),
    forging: forging(trace),
  }));
}

function rowsOf<Item>(
  { count, leftOut, read }: Chosen<Item>,
  toRow: (item: Item) => ExportedRow,
): Chosen<ExportedRow> {
  if (count === 0 && leftOut) {
    throw new EmptySelectionError(`There is nothing to export. ${leftOutText(leftOut)}`);
  }
  return {
    count,
    leftOut,
    async *read(most) {
      for await (const items of read(most)) yield items.map(toRow);
    },
  };
}
