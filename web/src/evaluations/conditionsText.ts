import { valueAt } from '../../../server/manifests/gather.ts';

/** The conditions of an evaluation in a line: `Graded by answer v1 · at most 512 tokens · 4 samples at temperature 0.7`. */
export function conditionsText(pins: unknown): string {
  const samples = Number(valueAt(pins, 'sampling.samples'));
  const temperature = Number(valueAt(pins, 'sampling.temperature'));
  const suffix = valueAt(pins, 'prompt.suffix');
  return [
    `Graded by ${valueAt(pins, 'verifier.name')} v${valueAt(pins, 'verifier.version')}`,
    `at most ${valueAt(pins, 'sampling.max_new_tokens')} tokens`,
    temperature === 0 ? 'greedy' : `${samples} samples at temperature ${temperature}`,
    `${valueAt(pins, 'prompt.template')} template`,
    ...(suffix ? ['with a suffix'] : []),
  ].join(' · ');
}
