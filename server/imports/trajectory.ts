import type { JsonObject } from '../json.ts';
import { draftOf, type SpokenTurn, withField } from './conversation.ts';
import type { ReaderChoices, TraceDraft } from './reader.ts';

/** The trace of an agent's work. What its surroundings answered to its last turn is kept in `meta.afterwards`, since a trace
 * ends with the answer. @throws UnreadableRow */
export function draftOfTrajectory(
  turns: SpokenTurn[],
  { meta, splitting }: { meta: JsonObject } & ReaderChoices,
): TraceDraft {
  const end = turns.findLastIndex(({ role }) => role === 'assistant') + 1;
  const afterwards = end > 0 ? turns.slice(end) : [];
  const told = afterwards.map(({ role, content, fields }) => ({ role, content, ...fields }));
  return draftOf(end > 0 ? turns.slice(0, end) : turns, {
    meta: told.length > 0 ? withField(meta, 'afterwards', told) : meta,
    splitting,
  });
}
