import { sampleTraces } from '../../examples/sampleTraces.ts';
import { toTraceJson } from '../../traces/trace.ts';

const samples = sampleTraces({ seed: 1, count: 550 }).map(toTraceJson);
let given = 0;

/** Traces in their JSON form, no two of them alike: samples, each with a number before its prompt. */
export function nextLines(count: number): string[] {
  return Array.from({ length: count }, () => {
    given += 1;
    const sample = samples[given % samples.length];
    return JSON.stringify({ ...sample, prompt: `${given}. ${sample?.prompt}` });
  });
}

export function* manyLines(count: number) {
  for (let left = count; left > 0; left -= 1_000) {
    yield `${nextLines(Math.min(left, 1_000)).join('\n')}\n`;
  }
}

export function toInput(line: string) {
  const { trace_version, prompt, final_answer, steps, meta } = JSON.parse(line);
  return { traceVersion: trace_version, prompt, finalAnswer: final_answer, steps, meta };
}
