import { hash } from 'node:crypto';
import type { TraceContent } from './trace.ts';

/** The JSON form of a trace with all keys sorted by code point and no white space: what digests are
 * taken of. `jq -cS` and Python's `json.dumps(sort_keys=True, separators=(',', ':'),
 * ensure_ascii=False)` write the same, but for some numbers in meta that decision 0004 names. */
export function canonicalJson({
  traceVersion,
  prompt,
  finalAnswer,
  expectedAnswer,
  context,
  steps,
  meta,
}: TraceContent): string {
  const turnParts = context?.map(
    ({ role, content }) => `{"content":${JSON.stringify(content)},"role":${JSON.stringify(role)}}`,
  );
  const contextPart = turnParts ? `"context":[${turnParts.join(',')}],` : '';
  const expectedPart =
    expectedAnswer === undefined ? '' : `"expected_answer":${JSON.stringify(expectedAnswer)},`;
  const metaPart = meta ? `"meta":${canonicalValue(meta)},` : '';
  const stepParts = steps.map(
    ({ i, type, content }) =>
      `{"content":${JSON.stringify(content)},"i":${i},"type":${JSON.stringify(type)}}`,
  );
  return `{${contextPart}${expectedPart}"final_answer":${JSON.stringify(finalAnswer)},${metaPart}"prompt":${JSON.stringify(prompt)},"steps":[${stepParts.join(',')}],"trace_version":${JSON.stringify(traceVersion)}}`;
}

export function sha256(text: string): string {
  return hash('sha256', text);
}

/** Two 31-bit numbers of a digest, by which seeded selections rank: bits 0 to 30 and 32 to 62. */
export function rankBits(digest: string): { rankHigh: number; rankLow: number } {
  return {
    rankHigh: Number.parseInt(digest.slice(0, 8), 16) >>> 1,
    rankLow: Number.parseInt(digest.slice(8, 16), 16) >>> 1,
  };
}

export function canonicalValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalValue).join(',')}]`;
  const entries = Object.entries(value).sort(([a], [b]) => compareCodePoints(a, b));
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonicalValue(child)}`).join(',')}}`;
}

/** Orders by code point. JavaScript's own order is by UTF-16 unit, which puts 𝄞 before ﬀ. */
function compareCodePoints(a: string, b: string): number {
  for (let index = 0; index < a.length && index < b.length; index++) {
    if (a.charCodeAt(index) !== b.charCodeAt(index)) {
      return (a.codePointAt(index) ?? 0) - (b.codePointAt(index) ?? 0);
    }
  }
  return a.length - b.length;
}
