import type { JsonObject, JsonValue } from '../../json.ts';
import { draftOf, type SpokenTurn } from '../conversation.ts';
import { isMessages, turnsOfMessages } from '../messages.ts';
import { readPythonLiteral } from '../pythonLiteral.ts';
import {
  isObject,
  kindOf,
  type Reader,
  type TraceDraft,
  textAt,
  UnreadableRow,
  without,
} from '../reader.ts';
import { restOf } from '../rest.ts';
import { draftOfTrajectory } from '../trajectory.ts';
import { scoreOf } from '../verdict.ts';

/** What Tunix logs of its rollouts. In CSV, lists and objects are as Python writes them. */
export const tunixTrajectories: Reader = {
  name: 'tunix-trajectories',
  label: 'Tunix trajectory log',
  shape:
    '`conversation_text` of `role` and `content`, `trajectory_reward`, `status`, `original_input`, `group_id`, `policy_version`, …; or `prompt`, `completion`, `reward`, `gold_answer`, `prompt_id`',
  recognises: (row) => isConversation(row) || isCompletion(row),
  read: (row, choices) => [
    'conversation_text' in row ? readConversation(row, choices) : readCompletion(row, choices),
  ],
};

function isConversation(row: JsonObject): boolean {
  return (
    'conversation_text' in row &&
    ['trajectory_reward', 'group_id', 'status'].some((name) => name in row)
  );
}

function isCompletion(row: JsonObject): boolean {
  const { prompt, completion: completed } = row;
  if (typeof prompt !== 'string' || typeof completed !== 'string') return false;
  return 'prompt_id' in row && 'reward' in row;
}

type Choices = Parameters<Reader['read']>[1];

function readConversation(row: JsonObject, choices: Choices): TraceDraft {
  const told = Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, literalOf(value)]),
  );
  const messages = told['conversation_text'];
  if (!isMessages(messages))
    throw new UnreadableRow(
      `Expected \`conversation_text\` to be a list of messages, as JSON or as Python writes it, got ${kindOf(messages)}`,
    );
  const turns = turnsOfMessages(messages, 'conversation_text');
  const { original_input } = told;
  const answer = isObject(original_input) ? (original_input['answer'] ?? null) : null;
  return addScores(
    draftOfTrajectory(toObservations(turns), {
      ...choices,
      meta: without(told, 'conversation_text', 'trajectory_reward'),
    }),
    {
      reward: told['trajectory_reward'],
      expected: answer,
    },
  );
}

/** Once the model has spoken, it is its surroundings that answer as the user. */
function toObservations(turns: SpokenTurn[]): SpokenTurn[] {
  const begin = turns.findIndex(({ role }) => role === 'assistant');
  return turns.map((turn, index) =>
    turn.role === 'user' && begin >= 0 && index > begin ? { ...turn, role: 'tool' } : turn,
  );
}

function readCompletion(row: JsonObject, choices: Choices): TraceDraft {
  const turns: SpokenTurn[] = [
    { role: 'user', content: textAt(row, 'prompt') },
    { role: 'assistant', content: textAt(row, 'completion') },
  ];
  const meta = without(row, 'prompt', 'completion', 'reward', 'gold_answer');
  return addScores(draftOf(turns, { ...choices, meta }), {
    reward: row['reward'],
    expected: row['gold_answer'],
  });
}

function addScores(
  draft: TraceDraft,
  { reward, expected }: { reward: JsonValue | undefined; expected: JsonValue | undefined },
): TraceDraft {
  const scores = scoreOf(reward, { criteria: 'reward' });
  const isKnown =
    (typeof expected === 'string' && expected.trim() !== '') || typeof expected === 'number';
  return {
    ...draft,
    ...(isKnown ? { expectedAnswer: String(expected) } : {}),
    meta: {
      ...draft.meta,
      ...restOf({
        reward: scores.length > 0 ? null : reward,
        gold_answer: isKnown ? null : expected,
      }),
    },
    scores: [...(draft.scores ?? []), ...scores],
  };
}

/** A cell as what Python wrote; as it is where that can't be read. */
function literalOf(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || !/^\s*[[({]/.test(value)) return value;
  return readPythonLiteral(value) ?? value;
}
