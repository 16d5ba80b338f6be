import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { nextStep } from './nextStep.ts';

const ORIGIN = 'http://127.0.0.1:4000';
const EMPTY = { counts: { traces: 0 }, datasets: { edges: [] }, runs: { totalCount: 0 } };
const SOME_TRACES = { ...EMPTY, counts: { traces: 1 } };
const A_DATASET = { ...EMPTY, datasets: { edges: [{ node: { key: 'first-v1' } }] } };
const schema = buildSchema(
  readFileSync(new URL('../../../schema/schema.graphql', import.meta.url), 'utf8'),
);

describe('nextStep', () => {
  it('begins with an import, to the server that the page came from', () => {
    const step = nextStep(EMPTY, ORIGIN);
    expect(step?.title).toBe('Import your first traces');
    expect(step?.snippets[0]?.code).toBe(
      'curl -X POST --data-binary @traces.jsonl http://127.0.0.1:4000/traces/import',
    );
  });

  it('goes on to a dataset when there are traces', () => {
    expect(nextStep(SOME_TRACES, ORIGIN)?.title).toMatch(/dataset/);
  });

  it('goes on to a dry run of the newest dataset, even when its traces are gone', () => {
    const step = nextStep(A_DATASET, ORIGIN);
    expect(step?.snippets[0]?.code).toContain('datasetKey: "first-v1"');
    expect(step?.page.href).toBe('/manifests/new?dataset=first-v1&model=tunix-rt%2Ftiny');
  });

  it('has nothing to say once there was a run', () => {
    expect(nextStep({ ...A_DATASET, runs: { totalCount: 1 } }, ORIGIN)).toBeNull();
  });

  it.each([SOME_TRACES, A_DATASET])('offers GraphQL that the schema accepts', (stages) => {
    const snippets = nextStep(stages, ORIGIN)?.snippets ?? [];
    const operations = snippets.filter(({ isGraphql }) => isGraphql);
    expect(operations).not.toHaveLength(0);
    for (const { code } of operations) expect(validate(schema, parse(code))).toEqual([]);
  });
});
