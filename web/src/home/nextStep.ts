/** What someone can do next, with code to do it. */
export type Step = {
  title: string;
  text: string;
  /** Where it can be done by hand. */
  page: { href: string; name: string };
  snippets: { title: string; code: string; isGraphql: boolean }[];
};

/** The step after the last stage that holds anything; null once there was a run. */
export function nextStep({ counts, datasets, runs }: Stages, origin: string): Step | null {
  if (runs.totalCount > 0) return null;
  const [newest] = datasets.edges;
  if (newest) return dryRun(newest.node.key);
  return counts.traces > 0 ? buildDataset : importTraces(origin);
}

type Stages = {
  counts: { traces: number };
  datasets: { edges: { node: { key: string } }[] };
  runs: { totalCount: number };
};

const importTraces = (origin: string): Step => ({
  title: 'Import your first traces',
  text: 'Send a file of JSON Lines, one trace a line. Lines that are wrong are named in the answer; the good ones are stored. They show up here at once. Without traces at hand, begin with the samples.',
  page: { href: '/traces?panel=import', name: 'Import traces' },
  snippets: [
    {
      title: 'Terminal',
      code: `curl -X POST --data-binary @traces.jsonl ${origin}/traces/import`,
      isGraphql: false,
    },
    {
      title: 'A line of traces.jsonl',
      code: JSON.stringify({
        trace_version: '1.0',
        prompt: 'What is 17 + 25?',
        final_answer: '42',
        steps: [
          { i: 0, type: 'compute', content: '7 + 5 = 12: write 2, carry 1' },
          { i: 1, type: 'compute', content: '1 + 2 + 1 = 4' },
        ],
        meta: { source: 'example' },
      }),
      isGraphql: false,
    },
  ],
});

const buildDataset: Step = {
  title: 'Score the traces, and freeze a dataset',
  text: 'A dataset never changes once it is built: its digest proves what a model was trained on. This one takes the newest 100 traces.',
  page: { href: '/datasets/new', name: 'Build a dataset' },
  snippets: [
    {
      title: 'GraphQL',
      code: `mutation Curate {
  scoreTraces(input: {}) {
    ... on ScoreTracesPayload { scoredCount }
    ... on Error { message }
  }
  buildDataset(input: { name: "first", version: "v1", limit: 100 }) {
    ... on Dataset { key traceCount digest }
    ... on Error { message }
  }
}`,
      isGraphql: true,
    },
  ],
};

const dryRun = (datasetKey: string): Step => ({
  title: 'Check the training, without training',
  text: 'A dry run predicts what Tunix would do with the dataset: steps, rows it would drop, and what would fail. It needs neither Tunix nor an accelerator.',
  page: {
    href: `/manifests/new?${new URLSearchParams({ dataset: datasetKey, model: 'tunix-rt/tiny' })}`,
    name: 'Write a manifest',
  },
  snippets: [
    {
      title: 'GraphQL',
      code: `mutation DryRun {
  startRun(input: {
    datasetKey: ${JSON.stringify(datasetKey)}
    modelId: "tunix-rt/tiny"
  }) {
    ... on Run { id status }
    ... on Error { message }
  }
}`,
      isGraphql: true,
    },
  ],
});
