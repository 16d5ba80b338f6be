import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256 } from '../traces/digest.ts';
import { codePointLength, type TraceContent, traceContent } from '../traces/trace.ts';
import { equations } from './equations.fixture.ts';
import { solve } from './oracle.fixture.ts';
import { SAMPLE_KINDS, SAMPLE_SOURCE, sampleTraces } from './sampleTraces.ts';

const traces = sampleTraces();
const many = sampleTraces({ seed: 7, count: 4_000 });

// Whoever changes a sample changes what `npm run demo` prints, and records the new digest here.
const DIGEST = '8117cdf2075b6e9cecd4762e9bdcdef91785c9512c4313f66791f4116b1d5e51';

describe('Sample traces', () => {
  it('are the same for a seed, everywhere and at any time', () => {
    expect(digestOf(traces)).toBe(DIGEST);
    expect(sampleTraces({ seed: 42, count: 50 })).toEqual(traces.slice(0, 50));
    expect(digestOf(sampleTraces({ seed: 43 }))).not.toBe(digestOf(traces));
  });

  it('are traces as the API takes them, of two to eight steps', () => {
    for (const trace of many) {
      expect(traceContent.parse(trace)).toEqual(trace);
      expect(trace.steps.length).toBeGreaterThanOrEqual(2);
      expect(trace.steps.length).toBeLessThanOrEqual(8);
      expect(trace.steps.map(({ i }) => i)).toEqual([...trace.steps.keys()]);
      expect(trace.steps.at(-1)?.type).toBe('conclude');
    }
  });

  it('say where they come from, and what they are about', () => {
    expect(traces[7]?.meta).toEqual({
      source: SAMPLE_SOURCE,
      seed: 42,
      index: 7,
      task: {
        kind: expect.toSatisfy((kind) => SAMPLE_KINDS.includes(kind)),
        difficulty: expect.stringMatching(/^(easy|medium|hard)$/),
      },
    });
  });

  it('have every kind equally often, and no prompt twice', () => {
    const counts = Map.groupBy(traces, (trace) => kindOf(trace));
    expect([...counts.keys()].sort()).toEqual([...SAMPLE_KINDS].sort());
    expect([...counts.values()].map(({ length }) => length)).toEqual(SAMPLE_KINDS.map(() => 15));
    expect(new Set(traces.map(({ prompt }) => prompt)).size).toBe(300);
  });

  it('differ in their number of steps and in their length', () => {
    const stepCounts = new Set(many.map(({ steps }) => steps.length));
    expect([...stepCounts].sort()).toEqual([2, 3, 4, 5, 6, 7, 8]);
    const lengths = traces.map(({ steps }) =>
      steps.reduce((sum, { content }) => sum + codePointLength(content), 0),
    );
    expect(Math.max(...lengths)).toBeGreaterThan(4 * Math.min(...lengths));
  });

  it.each(SAMPLE_KINDS)('of %s have the answer that another computation finds', (kind) => {
    const tasks = many.filter((trace) => kindOf(trace) === kind);
    expect(tasks.map(({ prompt, finalAnswer }) => ({ prompt, finalAnswer }))).toEqual(
      tasks.map(({ prompt }) => ({ prompt, finalAnswer: solve(kind, prompt) })),
    );
    expect(tasks).toHaveLength(200);
  });

  it('state only equations that are true, and end at the answer', () => {
    const found = many.flatMap(({ steps }) => steps.flatMap(({ content }) => equations(content)));
    expect(found.length).toBeGreaterThan(8_000);
    expect(found.filter(({ isTrue }) => !isTrue)).toEqual([]);
    for (const { finalAnswer, steps } of many) {
      const numbers = finalAnswer.match(/\d+(\.\d+)?/g) ?? [finalAnswer];
      for (const part of numbers) expect(steps.at(-1)?.content).toContain(part);
    }
  });
});

describe('The check of equations', () => {
  it('finds what is false', () => {
    expect(equations('Ones: 8 + 6 + 1 carried = 16, write 5.')).toEqual([
      { statement: '8 + 6 + 1 = 16', isTrue: false },
    ]);
    expect(equations('$2.40 × 3 = $7.20, and -4 × 9 ÷ 6 = -6 = 2 - 8.')).toEqual([
      { statement: '2.40 × 3 = 7.20', isTrue: true },
      { statement: '-4 × 9 ÷ 6 = -6 = 2 - 8', isTrue: true },
    ]);
    expect(equations('so x + 2 = 9 and y = 4')).toEqual([]);
  });
});

function kindOf({ meta }: TraceContent): string {
  return Object(meta?.['task']).kind;
}

function digestOf(list: TraceContent[]): string {
  return sha256(list.map((trace) => `${canonicalJson(trace)}\n`).join(''));
}
