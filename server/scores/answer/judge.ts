import type { Question, Verdict, Verifier } from './verifier.ts';

/** What of a trace tells whether its answer is right. */
export type Answered = { finalAnswer: string; expectedAnswer: string; isCutOff: boolean };

/** A verdict on each final answer. Where an answer marks none by the rules, as `18` does, and is one line, the whole
 * of it is the answer; of several lines also where as many are expected. */
export async function judgeAnswers(verifier: Verifier, traces: Answered[]): Promise<Verdict[]> {
  const verdicts = await verifier.verify(traces.map(questionOf));
  const unmarked = traces.flatMap((trace, index) =>
    verdicts[index]?.outcome === 'no_answer' && isAnswerAlone(trace) ? [{ trace, index }] : [],
  );
  const asWhole = await verifier.verify(
    unmarked.map(({ trace }) => ({ ...questionOf(trace), text: `Answer: ${trace.finalAnswer}` })),
  );
  const whole = new Map(unmarked.map(({ index }, place) => [index, asWhole[place]]));
  return verdicts.map((verdict, index) => {
    const other = whole.get(index);
    return other ? { ...other, rule: other.rule && 'whole' } : verdict;
  });
}

function questionOf({ finalAnswer, expectedAnswer, isCutOff }: Answered): Question {
  return { text: finalAnswer, expected: expectedAnswer, isCutOff };
}

function isAnswerAlone({ finalAnswer, expectedAnswer }: Answered): boolean {
  return [finalAnswer, expectedAnswer].map(hasLines).join() !== 'true,false';
}

function hasLines(text: string): boolean {
  return text.trim().includes('\n');
}
