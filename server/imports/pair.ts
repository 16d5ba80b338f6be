import { createHash } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import { draftOf, type SpokenTurn } from './conversation.ts';
import type { DraftScore, ReaderChoices, TraceDraft } from './reader.ts';

export type Preferred = 'chosen' | 'rejected';

type Answered = {
  preferred: Preferred;
  turns: SpokenTurn[];
  /** The question, where it is told with this answer once more. */
  asked?: SpokenTurn[];
  scores?: DraftScore[];
};

/** The traces of one question's answers, of which some were preferred: the scores make the same pairs again.
 * @throws UnreadableRow */
export function draftsOfPair(
  asked: SpokenTurn[],
  { answers, meta, splitting }: { answers: Answered[]; meta: JsonObject } & ReaderChoices,
): TraceDraft[] {
  const said = asked.map(({ role, content, isCall }) => ({ role, content, isCall }));
  const pair = createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16);
  return answers.map(({ preferred, turns, asked: own = asked, scores = [] }) => {
    const told = { ...meta, preference: preferred, pair };
    const draft = draftOf([...own, ...turns], { meta: told, splitting });
    return { ...draft, scores: [...(draft.scores ?? []), preferenceOf(preferred), ...scores] };
  });
}

/** What a preference is as a score. */
export function preferenceOf(preferred: Preferred) {
  return { criteria: 'preference', score: preferred === 'chosen' ? 1 : 0, label: preferred };
}
