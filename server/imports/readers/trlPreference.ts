import type { JsonObject } from '../../json.ts';
import type { SpokenTurn } from '../conversation.ts';
import { isSameTurn, joinTurns } from '../exchange.ts';
import { isMessages, turnsOfMessages } from '../messages.ts';
import { draftsOfPair, type Preferred } from '../pair.ts';
import { type Reader, textAt, UnreadableRow, without } from '../reader.ts';
import { scoreOf } from '../verdict.ts';
import { systemOf } from './sharegpt.ts';

const PROMPTS = ['prompt', 'question', 'instruction'];

/** Preference pairs as TRL has them: texts, or messages, whose common beginning is the prompt where none is told. */
export const trlPreference: Reader = {
  name: 'trl-preference',
  label: 'Preference pairs, TRL',
  shape:
    '`chosen` and `rejected`, a text or messages each; `prompt`, `question` or `instruction` with `input`, `system`; `score_chosen` and `score_rejected`',
  recognises: ({ chosen, rejected }) => isSaid(chosen) && isSaid(rejected),
  read(row, { splitting }) {
    const { turns, names } = askedIn(row);
    const pair = splitPrompt(turns, {
      chosen: saidIn(row, 'chosen'),
      rejected: saidIn(row, 'rejected'),
    });
    const scores = {
      chosen: scoreOf(row['score_chosen'], { criteria: 'score' }),
      rejected: scoreOf(row['score_rejected'], { criteria: 'score' }),
    };
    const answers = pair.answers.map((answer) => ({ ...answer, scores: scores[answer.preferred] }));
    const scored = answers.flatMap(({ preferred, scores: some }) =>
      some.length > 0 ? [`score_${preferred}`] : [],
    );
    const meta = without(row, ...names, ...scored, 'chosen', 'rejected');
    return draftsOfPair(pair.asked, { answers, meta, splitting });
  },
};

type Pair<Said> = Record<Preferred, Said>;

/** A pair's prompt and answers, where both tell the prompt again. @throws UnreadableRow */
export function splitPrompt(told: SpokenTurn[], { chosen, rejected }: Pair<SpokenTurn[]>) {
  const whole = { chosen: joinTurns(told, chosen), rejected: joinTurns(told, rejected) };
  const most = Math.min(whole.chosen.length, whole.rejected.length) - 1;
  let common = 0;
  while (common < most && isSameTurn(whole.chosen[common], whole.rejected[common])) common += 1;
  const asked = whole.chosen.slice(0, common);
  if (!asked.some(({ role }) => role === 'user')) {
    throw new UnreadableRow(
      'Expected a `prompt`, or answers that begin with the same messages of a user, got neither',
    );
  }
  return {
    asked,
    answers: (['chosen', 'rejected'] as const).map((preferred) => ({
      preferred,
      asked: whole[preferred].slice(0, common),
      turns: whole[preferred].slice(common),
    })),
  };
}

/** The turns of a prompt, and the fields that tell them. */
function askedIn(row: JsonObject): { turns: SpokenTurn[]; names: string[] } {
  const system = systemOf(row);
  const name = PROMPTS.find((prompt) => row[prompt] != null);
  if (name === undefined) return { turns: system, names: ['system'] };
  if (isMessages(row[name]))
    return { turns: [...system, ...turnsOfMessages(row[name], name)], names: ['system', name] };
  const input = row['input'] == null ? '' : textAt(row, 'input');
  const content = [textAt(row, name), input].filter((text) => text !== '').join('\n\n');
  return { turns: [...system, { role: 'user', content }], names: ['system', name, 'input'] };
}

function isSaid(value: unknown): boolean {
  return typeof value === 'string' || isMessages(value);
}

function saidIn(row: JsonObject, name: Preferred): SpokenTurn[] {
  if (Array.isArray(row[name])) return turnsOfMessages(row[name], name);
  return [{ role: 'assistant', content: textAt(row, name) }];
}
