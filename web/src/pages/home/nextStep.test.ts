import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { NextTrainingFragment, RunStatus } from '../../graphql/generated/graphql.ts';
import { nextStep } from './nextStep.ts';

const ORIGIN = 'http://127.0.0.1:4000';
const EMPTY = { counts: { traces: 0 }, datasets: { edges: [] }, runs: { edges: [] } };
const SOME_TRACES = { ...EMPTY, counts: { traces: 1 } };
const A_DATASET = { ...EMPTY, datasets: { edges: [{ node: { key: 'first-v1' } }] } };
const schema = buildSchema(
  readFileSync(new URL('../../../../schema/schema.graphql', import.meta.url), 'utf8'),
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

  it.each([
    ['DRY_RUN', 'COMPLETED', '/manifests/new?from=r'],
    ['DRY_RUN', 'FAILED', '/runs/r'],
    ['LOCAL', 'COMPLETED', '/runs/r'],
    ['LOCAL', 'FAILED', '/runs/r'],
    ['LOCAL', 'TIMED_OUT', '/runs/r'],
    ['LOCAL', 'CANCELLED', '/runs/r'],
  ] as const)('leads on from a %s that is %s', (mode, status, href) => {
    expect(nextStep(ending(mode, status), ORIGIN)?.page.href).toBe(href);
  });

  it('leads from a training to its evaluation, to a model, and to its use', () => {
    const done = training('LOCAL', 'COMPLETED');
    const evaluated = { ...done, evaluatedBy: [{ id: 'e' }] };
    const kept = { ...evaluated, modelVersions: [{ id: 'v', model: { id: 'm', name: 'sums' } }] };
    const hrefOf = (node: ReturnType<typeof training>) =>
      nextStep(withRun({ ...node, kind: 'SFT' }), ORIGIN)?.page.href;
    expect([done, evaluated, kept].map(hrefOf)).toEqual([
      '/runs/r',
      '/runs/r?tab=checkpoints',
      '/models/sums',
    ]);
    const evaluation = { ...training('LOCAL', 'COMPLETED'), kind: 'EVALUATION' as const };
    const step = nextStep(withRun({ ...evaluation, startRun: evaluated }), ORIGIN);
    expect(step?.page.href).toBe('/runs/r?tab=checkpoints');
    expect(nextStep(withRun({ ...evaluation, status: 'RUNNING' }), ORIGIN)).toBeNull();
  });

  it.each(['PENDING', 'RUNNING', 'CANCELLING'] as const)('lets a run that is %s work', (status) => {
    expect(nextStep(ending('LOCAL', status), ORIGIN)).toBeNull();
  });

  it.each([SOME_TRACES, A_DATASET])('offers GraphQL that the schema accepts', (stages) => {
    const snippets = nextStep(stages, ORIGIN)?.snippets ?? [];
    const operations = snippets.filter(({ isGraphql }) => isGraphql);
    expect(operations).not.toHaveLength(0);
    for (const { code } of operations) expect(validate(schema, parse(code))).toEqual([]);
  });
});

type Run = Parameters<typeof nextStep>[0]['runs']['edges'][number]['node'];

const training = (mode: 'DRY_RUN' | 'LOCAL', status: RunStatus): NextTrainingFragment => ({
  id: 'r',
  mode,
  status,
  datasetKey: 'first-v1',
  isResumable: true,
  evaluatedBy: [],
  modelVersions: [],
});

const withRun = (node: Run) => ({ ...A_DATASET, runs: { edges: [{ node }] } });

const ending = (mode: 'DRY_RUN' | 'LOCAL', status: RunStatus) =>
  withRun({ ...training(mode, status), kind: 'SFT' });
