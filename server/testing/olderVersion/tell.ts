import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Asked, linesOf, pointsOf } from '../training.ts';

/** All that a server tells of what it holds, asked in terms that older versions have too. */
export async function tell(server: Asked): Promise<object> {
  const nouns = await server.data(NOUNS);
  const { datasets, manifests, runs } = stored.parse(nouns);
  const downloads = [
    ...nodesOf(datasets).flatMap(({ key }) => [
      `/datasets/${key}/manifest.json`,
      ...EXPORTS.map((format) => `/datasets/${key}/export.jsonl?format=${format}`),
    ]),
    ...nodesOf(manifests).flatMap(({ id }) => [`/manifests/${id}.yaml`, `/manifests/${id}.json`]),
    ...nodesOf(runs).map(({ id }) => `/runs/${id}/log?stream=stderr`),
  ];
  return {
    ...nouns,
    downloads: await Promise.all(downloads.map((address) => download(server, address))),
    logs: await Promise.all(nodesOf(runs).map(({ id }) => linesOf(server, id))),
    metrics: await Promise.all(nodesOf(runs).map(({ id }) => pointsOf(server, id))),
  };
}

const EXPORTS = ['trace', 'tunix_sft', 'training_example'];

const NOUNS = `{
  traces(first: 50, orderBy: { direction: ASC }) { totalCount edges { node {
    id createdAt traceVersion prompt finalAnswer digest sizeBytes charCount stepCount meta
    steps { i type content } score { score details } scores { id criteria score isNewest createdAt }
  } } }
  odd: traces(filter: { meta: [{ path: "task.kind", equals: "odd" }] }) { totalCount }
  found: traces(filter: { search: "ÜBUNG" }) { totalCount edges { node { id } } }
  good: traces(filter: { score: { criteria: "baseline", min: 10 } }) { totalCount }
  datasets(first: 10) { edges { node {
    id key createdAt digest traceCount filter strategy seed stratifyBy limit provenance
  } } }
  manifests(first: 10) { edges { node { id key: datasetKey datasetDigest modelId json } } }
  runs(first: 10) { totalCount edges { node {
    id key: datasetKey name mode status message exitCode step plannedSteps datasetDigest modelId configuration
    stdout stderr startedAt endedAt retryOfId logLineCount metricCount checkpoints { step path sizeBytes }
    preflight { passed rowCount checks { name status message } }
  } } }
}`;

const connection = z.object({
  edges: z.array(z.object({ node: z.object({ id: z.string(), key: z.string() }) })),
});
const stored = z.object({ datasets: connection, manifests: connection, runs: connection });

function nodesOf({ edges }: z.output<typeof connection>) {
  return edges.map(({ node }) => node);
}

async function download({ fetch }: Pick<Asked, 'fetch'>, address: string) {
  const response = await fetch(address);
  const bytes = Buffer.from(await response.arrayBuffer());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { address, status: response.status, bytes: bytes.length, sha256 };
}
