import { expect, it } from 'vitest';
import { describeOnEachDatabase } from '../server/testing/testServer.ts';

describeOnEachDatabase('What a command made', (open) => {
  it('answers with all that can be asked of it, what other nouns know of it included', async () => {
    const { data } = await open();
    const { createTrace } = await data(`mutation { createTrace(input: {
      traceVersion: "1", prompt: "p", finalAnswer: "a", steps: [{ i: 0, type: "t", content: "c" }]
    }) { ... on Trace { id score { score } scores { score } datasets { key } } } }`);
    expect(createTrace).toMatchObject({ score: null, scores: [], datasets: [] });

    const { buildDataset } = await data(`mutation { buildDataset(input: {
      name: "d", version: "1"
    }) { ... on Dataset { key runs { edges { cursor } } traces { edges { node { trace { id } } } } } } }`);
    const node = { trace: { id: createTrace.id } };
    expect(buildDataset).toEqual({
      key: 'd-1',
      runs: { edges: [] },
      traces: { edges: [{ node }] },
    });

    const { scoreTrace } = await data(
      `mutation ($id: ID!) { scoreTrace(input: { traceId: $id }) {
        ... on Score { trace { score { isNewest } datasets { key } } }
      } }`,
      { id: createTrace.id },
    );
    expect(scoreTrace.trace).toEqual({ score: { isNewest: true }, datasets: [{ key: 'd-1' }] });

    const { createManifest } = await data(`mutation { createManifest(input: {
      datasetKey: "d-1", modelId: "tunix-rt/tiny", outputDir: "./output"
    }) { ... on Manifest { id dataset { traceCount } runs { edges { cursor } } } } }`);
    expect(createManifest).toMatchObject({ dataset: { traceCount: 1 }, runs: { edges: [] } });

    const { startRun } = await data(
      `mutation ($id: ID!) { startRun(input: { manifestId: $id }) {
        ... on Run { checkpointCount checkpoints { step } manifest { id } dataset { key } }
      } }`,
      { id: createManifest.id },
    );
    const { id } = createManifest;
    expect(startRun).toEqual({
      checkpointCount: 0,
      checkpoints: [],
      manifest: { id },
      dataset: { key: 'd-1' },
    });
  });
});
