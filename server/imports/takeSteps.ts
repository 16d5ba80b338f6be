import { BETWEEN_STEPS, THINK_END, THINK_START } from '../thought.ts';
import type { TraceDraft } from './reader.ts';
import { splitSteps } from './reasoning.ts';
import type { Splitting } from './splitting.ts';

/** A step as an export of this project tells of it; its length in code points. */
type Cut = { i: number; type: string; length: number };

type Answer = { content: string; reasoning_content?: string | null | undefined };

/** An answer and the steps before it: as they were cut, or as chosen, where somebody has changed the text. */
export function takeSteps(
  { content, reasoning_content: beside }: Answer,
  { cuts, splitting }: { cuts: Cut[]; splitting: Splitting },
): { steps: TraceDraft['steps']; content: string } {
  const end = content.startsWith(THINK_START) ? content.indexOf(THINK_END) : -1;
  const isWithin = !beside && cuts.length > 0 && end >= 0;
  const lengths = cuts.map(({ length }) => length);
  const whole = [...(isWithin ? content.slice(THINK_START.length) : (beside ?? ''))];
  const total = sum(lengths) + BETWEEN_STEPS.length * Math.max(0, cuts.length - 1);
  const after = whole.slice(total).join('');
  const isAsCut = isWithin ? after.startsWith(THINK_END) : after === '' && whole.length === total;
  if (isAsCut) {
    let at = 0;
    const steps = cuts.map(({ i, type, length }) => {
      const step = { i, type, content: whole.slice(at, at + length).join('') };
      at += length + BETWEEN_STEPS.length;
      return step;
    });
    return { steps, content: isWithin ? after.slice(THINK_END.length) : content };
  }
  const text = isWithin ? content.slice(THINK_START.length, end) : (beside ?? '');
  return {
    steps: splitSteps(text, splitting).map((step) => ({ type: 'think', content: step })),
    content: isWithin ? content.slice(end + THINK_END.length) : content,
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
