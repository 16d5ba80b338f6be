import { expect, it } from 'vitest';
import { storeScored } from '../testing/storeTraces.ts';
import { describeOnEachDatabase } from '../testing/testServer.ts';

const PREVIEW = `query ($input: BuildDatasetInput!) {
  previewDataset(input: $input) {
    ... on DatasetPreview {
      matchCount selectedCount sample { id }
      stats { traceCount avgStepCount minStepCount maxStepCount avgTotalChars }
    }
    ... on Error { code message }
    ... on ValidationError { issues { path message } }
  }
}`;
const BUILD = `mutation ($input: BuildDatasetInput!) {
  buildDataset(input: $input) {
    ... on Dataset {
      traceCount traces(first: 5) { edges { node { trace { id } } } }
      stats { traceCount avgStepCount minStepCount maxStepCount avgTotalChars }
    }
  }
}`;

const STRATA_BEFORE = `query ($input: BuildDatasetInput!) {
  previewDataset(input: $input) { ... on DatasetPreview { strata { value count matchCount } } }
}`;
const STRATA_AFTER = `mutation ($input: BuildDatasetInput!) {
  buildDataset(input: $input) { ... on Dataset { strata { value count matchCount } } }
}`;

describeOnEachDatabase('The preview of a dataset', (open) => {
  it('is what a build makes, and stores nothing', async () => {
    const server = await open();
    const lines = Array.from({ length: 60 }, (_, index) =>
      JSON.stringify({
        trace_version: '1.0',
        prompt: `prompt ${index}`,
        final_answer: 'a',
        steps: Array.from({ length: (index % 7) + 1 }, (_step, i) => ({
          i,
          type: 't',
          content: 'c',
        })),
        meta: { kind: `kind ${index % 3}`, source: index < 50 ? 'lab' : 'web' },
      }),
    );
    await server.fetch('/traces/import', { method: 'POST', body: lines.join('\n') });
    const filter = { source: 'lab' };
    for (const [index, input] of [
      { limit: 12, filter },
      { limit: 12, filter, strategy: 'RANDOM', seed: 4 },
      { limit: 12, filter, strategy: 'STRATIFIED', seed: 4, stratifyBy: 'kind' },
      { filter },
    ].entries()) {
      const given = { input: { ...input, name: 'd', version: String(index) } };
      const { previewDataset } = await server.data(PREVIEW, given);
      expect(await server.application.database.prisma.dataset.count()).toBe(index);
      const { buildDataset } = await server.data(BUILD, given);
      expect(previewDataset).toEqual({
        matchCount: 50,
        selectedCount: buildDataset.traceCount,
        stats: buildDataset.stats,
        sample: buildDataset.traces.edges.map(
          ({ node }: { node: { trace: object } }) => node.trace,
        ),
      });
    }
  });

  it('tells its strata, the largest first, as the dataset does', async () => {
    const server = await open();
    const kinds = ['a', 'a', 'a', 'a', 'a', 'b', 'b', 'b', null, null];
    const lines = kinds.map((kind, index) =>
      JSON.stringify({
        trace_version: '1.0',
        prompt: `prompt ${index}`,
        final_answer: 'a',
        steps: [{ i: 0, type: 't', content: 'c' }],
        meta: kind ? { task: { kind } } : {},
      }),
    );
    await server.fetch('/traces/import', { method: 'POST', body: lines.join('\n') });
    const input = {
      ...{ name: 'd', version: '1', limit: 5 },
      ...{ strategy: 'STRATIFIED', seed: 1, stratifyBy: 'task.kind' },
    };
    const { previewDataset } = await server.data(STRATA_BEFORE, { input });
    expect(previewDataset.strata).toEqual([
      { value: 'a', count: 3, matchCount: 5 },
      { value: 'b', count: 1, matchCount: 3 },
      { value: null, count: 1, matchCount: 2 },
    ]);
    const { buildDataset } = await server.data(STRATA_AFTER, { input });
    expect(buildDataset.strata).toEqual([
      { value: 'a', count: 3, matchCount: null },
      { value: null, count: 1, matchCount: null },
      { value: 'b', count: 1, matchCount: null },
    ]);
  });

  it('tells strata of any criteria: each score for itself, or in bands where there are many', async () => {
    const server = await open();
    await storeScored(
      server,
      Array.from({ length: 40 }, (_, index) => ({
        prompt: `prompt ${index}`,
        scores: { answer: index % 4 ? 1 : 0, judge: index / 40, negative: index - 20 },
      })),
    );
    const strataOf = async (criteria: string) => {
      const by = { strategy: 'STRATIFIED', seed: 1, stratifyBy: `score:${criteria}` };
      const input = { name: 'd', version: criteria, limit: 20, ...by };
      const { previewDataset } = await server.data(STRATA_BEFORE, { input });
      const { buildDataset } = await server.data(STRATA_AFTER, { input });
      const told = (strata: { value: string; count: number }[]) =>
        strata.map(({ value, count }) => `${value}: ${count}`).sort();
      expect(told(buildDataset.strata)).toEqual(told(previewDataset.strata));
      return told(previewDataset.strata);
    };
    expect(await strataOf('answer')).toEqual(['0: 5', '1: 15']);
    expect(await strataOf('judge')).toEqual(
      Array.from({ length: 10 }, (_, band) => `${band / 10} to below ${(band + 1) / 10}: 2`),
    );
    const bands = (await strataOf('negative')).map((stratum) => stratum.replace(/:.*/, ''));
    expect(bands).toEqual(
      Array.from({ length: 8 }, (_, band) => `${band * 5 - 20} to below ${band * 5 - 15}`).sort(),
    );
  });

  it('of nothing says so without an error, and of a wrong input what is wrong', async () => {
    const server = await open();
    const { previewDataset } = await server.data(PREVIEW, { input: { name: 'd', version: '1' } });
    expect(previewDataset).toEqual({
      matchCount: 0,
      selectedCount: 0,
      sample: [],
      stats: { traceCount: 0, avgStepCount: 0, minStepCount: 0, maxStepCount: 0, avgTotalChars: 0 },
    });
    const { previewDataset: refused } = await server.data(PREVIEW, {
      input: { name: '../d', version: '1', strategy: 'RANDOM' },
    });
    expect(refused.issues.map(({ path }: { path: string[] }) => path.join('.'))).toContain(
      'input.name',
    );
  });
});
