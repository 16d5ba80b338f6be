import { durationText } from '../ui/format/duration.ts';
import { numberText } from '../ui/format/number.ts';
import type { Answer } from './answers.ts';

/** How long an answer took, once it is done: writing apart from what went before, such as loading and compiling. The first tokens,
 * which are told after that, are none of the pace. */
export function paceText({ seconds, tokensPerSecond, samples }: Answer): string | undefined {
  if (seconds === undefined) return undefined;
  const tokens = samples.reduce((sum, { done }) => sum + (done?.tokens ?? 0), 0);
  if (!tokensPerSecond) return `${numberText(tokens)} tokens after ${durationText(seconds)}`;
  const writing = Math.min(seconds, tokens / tokensPerSecond);
  return `${numberText(tokens)} tokens in ${durationText(writing)}, after ${durationText(seconds - writing)} until the first`;
}
