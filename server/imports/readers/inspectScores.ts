import type { JsonObject, JsonValue } from '../../json.ts';
import { type DraftScore, isObject, lookUp, without } from '../reader.ts';
import { restOf } from '../rest.ts';
import { scoreOf, verdictOf } from '../verdict.ts';

const LETTERS: Record<string, number> = { C: 1, P: 0.5, I: 0, N: 0 };

/** Scores by the names of their scorers. Of a scorer that tells several values each is one; what is no number is left. */
export function scoresOf(given: JsonValue): { scores: DraftScore[]; left: JsonObject | JsonValue } {
  if (!isObject(given)) return { scores: [], left: given };
  const read = Object.entries(given).map(([name, told]) => {
    const score = isObject(told) ? told : { value: told };
    const { value = null, explanation } = score;
    const scores = isObject(value)
      ? Object.entries(value).flatMap(([key, one]) =>
          numberOf(one, { criteria: `${name}/${key}`, explanation }),
        )
      : numberOf(value, { criteria: name, explanation });
    const isRead =
      scores.length > 0 &&
      scores.every((one) => one.explanation !== undefined || explanation == null);
    const isWhole = !isObject(value) || scores.length === Object.keys(value).length;
    const names = isRead && isWhole ? ['value', 'explanation'] : [];
    return { name, scores, left: without(score, ...names) };
  });
  const left = restOf(Object.fromEntries(read.map((one) => [one.name, one.left])));
  return { scores: read.flatMap(({ scores }) => scores), left };
}

function numberOf(
  value: JsonValue,
  about: { criteria: string; explanation: unknown },
): DraftScore[] {
  const letter = lookUp(LETTERS, value);
  if (typeof value === 'string' && letter !== undefined)
    return scoreOf(letter, about).map((score) => ({ ...score, label: value }));
  const scores = scoreOf(value, about);
  return scores.length > 0 ? scores : verdictOf(value, about);
}
