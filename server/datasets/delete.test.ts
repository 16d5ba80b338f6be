import { expect, it } from 'vitest';
import { describeOnEachDatabase } from '../testing/testServer.ts';

const DELETE = `mutation ($key: String!) {
  deleteDataset(key: $key) { ... on Dataset { key digest traceCount } ... on Error { code message } }
}`;
const LINE = JSON.stringify({
  trace_version: '1.0',
  prompt: 'p',
  final_answer: 'a',
  steps: [{ i: 0, type: 't', content: 'c' }],
});

describeOnEachDatabase('Deleting a dataset', (open) => {
  it('answers it, and leaves its traces, its manifests and its runs with all they recorded', async () => {
    const server = await open();
    await server.fetch('/traces/import?onDuplicate=keep', {
      method: 'POST',
      body: `${LINE}\n`.repeat(8),
    });
    const { buildDataset, createManifest, startRun } = await server.data(`mutation {
      buildDataset(input: { name: "d", version: "1" }) { ... on Dataset { digest } }
      createManifest(input: { datasetKey: "d-1", modelId: "m", outputDir: "o" }) { ... on Manifest { id json } }
      startRun(input: { datasetKey: "d-1", modelId: "m" }) { ... on Run { id configuration } }
    }`);
    await server.application.queue.idle();

    const { deleteDataset } = await server.data(DELETE, { key: 'd-1' });
    expect(deleteDataset).toEqual({ key: 'd-1', digest: buildDataset.digest, traceCount: 8 });
    const { dataset, traces, manifest, run } = await server.data(
      `query ($manifestId: ID!, $runId: ID!) {
        dataset(key: "d-1") { id }
        traces { totalCount }
        manifest(id: $manifestId) { json datasetKey datasetDigest dataset { id } }
        run(id: $runId) { configuration datasetKey datasetDigest dataset { id } status }
      }`,
      { manifestId: createManifest.id, runId: startRun.id },
    );
    expect(dataset).toBeNull();
    expect(traces.totalCount).toBe(8);
    const recorded = { datasetKey: 'd-1', datasetDigest: buildDataset.digest, dataset: null };
    expect(manifest).toEqual({ ...recorded, json: createManifest.json });
    expect(run).toEqual({
      ...recorded,
      configuration: startRun.configuration,
      status: 'COMPLETED',
    });
  });

  it('of an unknown key is refused', async () => {
    const server = await open();
    const { deleteDataset } = await server.data(DELETE, { key: '../d-1' });
    expect(deleteDataset).toEqual({ code: 'NOT_FOUND', message: 'There is no dataset "../d-1"' });
  });

  it('makes its key free', async () => {
    const server = await open();
    await server.fetch('/traces/import', { method: 'POST', body: LINE });
    const build =
      'mutation { buildDataset(input: { name: "d", version: "1" }) { ... on Dataset { id } } }';
    const { buildDataset: first } = await server.data(build);
    await server.data(DELETE, { key: 'd-1' });
    const { buildDataset: second } = await server.data(build);
    expect(second.id).not.toBe(first.id);
  });
});
