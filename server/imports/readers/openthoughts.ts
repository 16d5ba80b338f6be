import type { JsonObject } from '../../json.ts';
import { type Reader, without } from '../reader.ts';
import { isTurns, sharegpt } from './sharegpt.ts';

/** OpenThoughts: reasoning and solution between markers in the first set, in tags in the second and the third. */
export const openthoughts: Reader = {
  name: 'openthoughts',
  label: 'OpenThoughts, OpenThoughts2, OpenThoughts3',
  shape:
    '`conversations` of `from` and `value` with `<|begin_of_thought|>` or `<think>`; `system`, or `question`, `source`, `id`, or `difficulty`, `source`, `domain`',
  recognises: (row) => isTurns(row['conversations']) && isOfSet(row, row['conversations']),
  takes: sharegpt.recognises,
  read: (row, choices) =>
    sharegpt.read(row, choices).map(({ meta, ...draft }) => ({
      ...draft,
      // The second set tells its question twice.
      meta: meta['question'] === draft.prompt ? without(meta, 'question') : meta,
    })),
};

function isOfSet(row: JsonObject, turns: JsonObject[]): boolean {
  if (
    turns.some(({ value }) => typeof value === 'string' && value.includes('<|begin_of_thought|>'))
  )
    return true;
  if (!('source' in row)) return false;
  return ('difficulty' in row && 'domain' in row) || ('question' in row && 'id' in row);
}
