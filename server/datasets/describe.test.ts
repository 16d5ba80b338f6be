import { expect, it } from 'vitest';
import { describeOnEachDatabase } from '../testing/testServer.ts';
import { canonicalJson, sha256 } from '../traces/digest.ts';
import { traceJson } from '../traces/trace.ts';

describeOnEachDatabase("A dataset's manifest", (open) => {
  it('has the names of the format in their order, and what the dataset is', async () => {
    const server = await open();
    const body = ['first', 'second', 'third']
      .map((prompt, index) =>
        JSON.stringify({
          trace_version: '1.0',
          prompt,
          final_answer: 'a',
          steps: Array.from({ length: index + 1 }, (_, i) => ({ i, type: 't', content: 'c' })),
          meta: { source: 'lab' },
        }),
      )
      .join('\n');
    await server.fetch('/traces/import', { method: 'POST', body });
    const { parent, dataset } = await server.data(`mutation {
      parent: buildDataset(input: { name: "all", version: "0" }) { ... on Dataset { id } }
      dataset: buildDataset(input: {
        name: "my.data", version: "v1", limit: 2, strategy: RANDOM, seed: 7
        filter: { source: "lab", createdAt: { from: "2020-01-01T00:00:00Z" } }
        sessionId: "s", parentDatasetKey: "all-0", trainingRunId: "r", provenance: { note: "é" }
      }) { ... on Dataset { id createdAt digest traces { edges { node { trace { id stepCount } } } } } }
    }`);
    const members: { id: string; stepCount: number }[] = dataset.traces.edges.map(
      ({ node }: { node: { trace: object } }) => node.trace,
    );
    const stepCounts = members.map(({ stepCount }) => stepCount);

    const response = await server.fetch('/datasets/my.data-v1/manifest.json');
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    const manifest = await response.json();
    expect(Object.entries(manifest)).toEqual(
      Object.entries({
        dataset_key: 'my.data-v1',
        build_id: dataset.id,
        dataset_name: 'my.data',
        dataset_version: 'v1',
        dataset_schema_version: '1.0',
        created_at: dataset.createdAt,
        filters: { source: 'lab', createdAt: { from: '2020-01-01T00:00:00.000Z' } },
        selection_strategy: 'random',
        seed: 7,
        trace_ids: members.map(({ id }) => id),
        trace_count: 2,
        stats: {
          trace_count: 2,
          avg_step_count: ((stepCounts[0] ?? 0) + (stepCounts[1] ?? 0)) / 2,
          min_step_count: Math.min(...stepCounts),
          max_step_count: Math.max(...stepCounts),
          avg_total_chars: expect.any(Number),
        },
        session_id: 's',
        parent_dataset_id: parent.id,
        training_run_id: 'r',
        provenance: {
          schema_version: '1.0',
          source: 'tunix-rt',
          build_timestamp: expect.stringMatching(/Z$/),
          trace_count: 2,
          selection_strategy: 'random',
          limit: 2,
          seed: 7,
          note: 'é',
        },
        digest: dataset.digest,
      }),
    );
  });

  it('has a digest that its traces prove, and that they keep when they are imported again', async () => {
    const server = await open();
    const samples = await (await server.fetch('/traces/samples.jsonl')).text();
    await server.fetch('/traces/import', { method: 'POST', body: samples });
    const { buildDataset: built } = await server.data(
      `mutation { buildDataset(input: { name: "s", version: "1", limit: 9, strategy: RANDOM, seed: 3 }) {
        ... on Dataset { digest tracesUrl }
      } }`,
    );
    const lines = (await (await server.fetch(built.tracesUrl)).text()).trimEnd().split('\n');
    const canonical = lines
      .map((line) => `${canonicalJson(traceJson.parse(JSON.parse(line)))}\n`)
      .join('');
    expect(sha256(canonical)).toBe(built.digest);

    const other = await open();
    const again = await other.fetch('/traces/import', { method: 'POST', body: lines.join('\n') });
    expect(await again.json()).toMatchObject({ accepted: 9, skipped: 0, rejected: 0, errors: [] });
  });

  it('of an unknown key is not found', async () => {
    const server = await open();
    for (const key of ['unknown', '..', '..%2F..%2Fetc', '%E0%A4%A']) {
      const response = await server.fetch(`/datasets/${key}/manifest.json`);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    }
    const response = await server.fetch('/datasets/un%2Fknown/manifest.json');
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'NotFoundError',
      status: 404,
      detail: 'There is no dataset "un/known"',
      code: 'NOT_FOUND',
    });
  });
});
