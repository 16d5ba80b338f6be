import { createRandom } from '../../server/examples/random.ts';

export type LongTrace = {
  traceVersion: string;
  prompt: string;
  finalAnswer: string;
  steps: { i: number; type: string; content: string }[];
};

const WORDS =
  'we know that the sum of both parts has to be even so we add one and carry what is left over'.split(
    ' ',
  );

/** Prose of about so many characters, in lines as someone would write them. */
function prose(length: number, seed: number): string {
  const random = createRandom(seed);
  let text = '';
  for (let word = 1; text.length < length; word++) {
    text += random.pick(WORDS);
    text += word % 97 === 0 ? '.\n\n' : word % 13 === 0 ? '. ' : ' ';
  }
  return text.slice(0, length).trimEnd();
}

/** A trace of so many steps, which have about so many characters in all. */
export function longTrace({ steps, length }: { steps: number; length: number }): LongTrace {
  return {
    traceVersion: '1.0',
    prompt: `How long are ${steps} steps of ${length} characters?`,
    finalAnswer: 'As long as that.',
    steps: Array.from({ length: steps }, (_, index) => ({
      i: index,
      type: 'reason',
      content: prose(Math.round(length / steps), index + 1),
    })),
  };
}

/** The same trace with every nth word of its steps changed. */
export function changedTrace(trace: LongTrace, every: number): LongTrace {
  let word = 0;
  const changed = (text: string) =>
    text.replaceAll(/\w+/g, (each) => (++word % every === 0 ? `${each}ly` : each));
  const steps = trace.steps.map((step) => ({ ...step, content: changed(step.content) }));
  return { ...trace, steps };
}
