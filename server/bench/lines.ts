import { existsSync, readFileSync } from 'node:fs';
import { sampleTraces } from '../demo/sampleTraces.ts';
import { toTraceJson } from '../traces/trace.ts';

const REAL = new URL('../../../shared/data/dev-reasoning-v2.jsonl', import.meta.url);

const lines = existsSync(REAL)
  ? readFileSync(REAL, 'utf8').trim().split('\n')
  : sampleTraces({ seed: 1, count: 550 }).map((trace) => JSON.stringify(toTraceJson(trace)));

/** Traces in their JSON form, the same 550 again and again. */
export function repeated(count: number): string[] {
  return Array.from({ length: count }, (_, index) => lines[index % lines.length] ?? '');
}

export function* manyLines(count: number) {
  const block = `${repeated(1_000).join('\n')}\n`;
  for (let left = count; left > 0; left -= 1_000) {
    yield left >= 1_000 ? block : `${repeated(left).join('\n')}\n`;
  }
}

export function toInput(line: string) {
  const { trace_version, prompt, final_answer, steps, meta } = JSON.parse(line);
  return { traceVersion: trace_version, prompt, finalAnswer: final_answer, steps, meta };
}
