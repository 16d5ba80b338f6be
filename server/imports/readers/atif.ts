import type { JsonObject, JsonValue } from '../../json.ts';
import type { SpokenTurn } from '../conversation.ts';
import { toText } from '../exchange.ts';
import { isFull, partsOf } from '../messages.ts';
import {
  isObject,
  kindOf,
  listAt,
  lookUp,
  type Reader,
  UnreadableRow,
  without,
} from '../reader.ts';
import { restOf } from '../rest.ts';
import { draftOfTrajectory } from '../trajectory.ts';
import { scoreOf } from '../verdict.ts';

/** ATIF: what an agent thought, said, called and was answered. Steps count from 1, or from 0 where Tunix wrote them; fields that
 * the format does not know are kept. */
export const atif: Reader = {
  name: 'atif',
  label: 'ATIF trajectories',
  shape:
    '`schema_version` of `ATIF-v1.…`, `agent`, `steps` of `step_id`, `source` (`user`, `agent`, `system`), `message`, `reasoning_content`, `tool_calls`, `observation`; `final_metrics`',
  recognises: ({ schema_version, steps }) =>
    Array.isArray(steps) &&
    steps.length > 0 &&
    ((typeof schema_version === 'string' && schema_version.startsWith('ATIF')) ||
      steps.every((step) => isObject(step) && 'source' in step && 'step_id' in step)),
  read(row, choices) {
    const turns = listAt(row, 'steps').flatMap((step, index) => turnsOf(step, `steps[${index}]`));
    const draft = draftOfTrajectory(turns, { ...choices, meta: without(row, 'steps') });
    const { metadata } = row;
    const total = isObject(metadata) ? metadata['total_reward'] : undefined;
    const scores = [...(draft.scores ?? []), ...scoreOf(total, { criteria: 'reward' })];
    return [{ ...draft, scores }];
  },
};

const USED = ['source', 'message', 'reasoning_content', 'tool_calls', 'observation'];

/** A step is a turn, and one more for each thing that it was answered. @throws UnreadableRow */
function turnsOf(step: JsonValue, place: string): SpokenTurn[] {
  if (!isObject(step))
    throw new UnreadableRow(`Expected \`${place}\` to be a step, got ${kindOf(step)}`);
  const role = roleOf(step, place);
  const message = partsOf(step['message'] ?? null, `${place}.message`);
  const calls = listIn(step['tool_calls'], `${place}.tool_calls`);
  const reasoning = step['reasoning_content'];
  const thought = typeof reasoning === 'string' && reasoning.trim() !== '' ? reasoning : undefined;
  const said = [...message.map(({ text }) => text), ...calls.map(toText)];
  const unread = reasoning != null && typeof reasoning !== 'string';
  const turn: SpokenTurn = {
    role,
    content: said.filter((text) => text !== '').join('\n\n'),
    isCall: calls.length > 0,
    ...(thought === undefined ? {} : { reasoning: thought }),
    fields: {
      ...without(step, ...USED.filter((name) => !(unread && name === 'reasoning_content'))),
      ...restOf({ parts: message.map(({ rest }) => rest).filter(isFull) }),
    },
    scores: scoreOf(step['reward'], { criteria: 'reward' }),
  };
  return [turn, ...observationsOf(step['observation'] ?? null, `${place}.observation`)];
}

function roleOf({ source }: JsonObject, place: string): SpokenTurn['role'] {
  const role = lookUp(ROLES, source);
  if (role) return role;
  throw new UnreadableRow(
    `Expected \`${place}.source\` to be one of ${Object.keys(ROLES).join(', ')}, got ${JSON.stringify(source) ?? 'nothing'}`,
  );
}

const ROLES: Record<string, SpokenTurn['role']> = {
  system: 'system',
  user: 'user',
  agent: 'assistant',
  assistant: 'assistant',
  env: 'tool',
  environment: 'tool',
  tool: 'tool',
};

function observationsOf(observation: JsonValue, place: string): SpokenTurn[] {
  if (observation === null) return [];
  if (typeof observation === 'string') return [{ role: 'tool', content: observation }];
  if (!isObject(observation))
    throw new UnreadableRow(`Expected \`${place}\` to be an object, got ${kindOf(observation)}`);
  const results = listIn(observation['results'] ?? null, `${place}.results`);
  return results.map((result, index) => {
    const told = isObject(result) ? result : { content: result };
    const content = partsOf(told['content'] ?? null, `${place}.results[${index}].content`);
    const also = index === 0 ? without(observation, 'results') : {};
    return {
      role: 'tool' as const,
      content: content.map(({ text }) => text).join('\n\n'),
      fields: {
        ...also,
        ...without(told, 'content'),
        ...restOf({ parts: content.map(({ rest }) => rest).filter(isFull) }),
      },
    };
  });
}

function listIn(value: JsonValue | undefined, place: string): JsonValue[] {
  if (value == null) return [];
  if (Array.isArray(value)) return value;
  throw new UnreadableRow(`Expected \`${place}\` to be a list, got ${kindOf(value)}`);
}
