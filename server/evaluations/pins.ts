import type { Evaluation } from '../../prisma/generated/sqlite/client.ts';
import { type DifferentCondition, DifferentConditionsError } from '../errors.ts';
import type { EvaluationManifest } from '../manifests/evaluation.ts';
import { canonicalValue, sha256 } from '../traces/digest.ts';

/** What has to be the same for two evaluations to be compared. */
export type Pins = ReturnType<typeof pinsOf>;

/** The conditions of an evaluation, as its manifest has them. Seed and batch size are none: another draw of the same. */
export function pinsOf(manifest: EvaluationManifest) {
  const { samples, temperature, top_p, max_new_tokens, max_prompt_tokens } = manifest.sampling;
  return {
    dataset: manifest.data.digest,
    split: manifest.dataset.split ?? null,
    verifier: manifest.verifier,
    prompt: manifest.prompt,
    sampling: { samples, temperature, top_p, max_new_tokens, max_prompt_tokens },
  };
}

/** The conditions of an evaluation from their column, which holds what `pinsOf` made. */
export function storedPins({ pins }: Pick<Evaluation, 'pins'>): Pins {
  return pins as Pins;
}

/** SHA-256 of conditions, in hexadecimal: equal ones have equal digests. */
export function pinsHash(pins: Pins): string {
  return sha256(canonicalValue(pins));
}

type Pinned = Pick<Evaluation, 'id' | 'pins'>;

/** The conditions that two evaluations do not share. */
export function differentConditions(base: Pinned, other: Pinned): DifferentCondition[] {
  const [ofBase, ofOther] = [conditionsOf(base.pins), conditionsOf(other.pins)];
  return [...new Set([...ofBase.keys(), ...ofOther.keys()])].flatMap((path) => {
    const [one, two] = [ofBase.get(path) ?? 'null', ofOther.get(path) ?? 'null'];
    return one === two ? [] : [{ path, base: one, other: two }];
  });
}

/** @throws DifferentConditionsError that lists each condition that two evaluations do not share */
export function requireSamePins(base: Pinned, other: Pinned, remedy: string): void {
  const conditions = differentConditions(base, other);
  if (conditions.length === 0) return;
  const list = conditions.map(({ path, ...has }) => `${path} ${has.base} and ${has.other}`);
  throw new DifferentConditionsError(
    `The evaluations ${base.id} and ${other.id} differ in ${list.join(', ')}. ${remedy}`,
    conditions,
  );
}

/** Each condition as JSON by the way to it. */
function conditionsOf(value: unknown, path: string[] = []): Map<string, string> {
  if (typeof value !== 'object' || value === null) {
    return new Map([[path.join('.'), JSON.stringify(value)]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [...conditionsOf(inner, [...path, key])]),
  );
}
