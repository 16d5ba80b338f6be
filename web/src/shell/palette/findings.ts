import type { PaletteIdQuery, PaletteListsQuery } from '../../graphql/generated/graphql.ts';
import { type Choice, matching } from './pages.ts';

const MOST_OF_EACH = 5;

/** The newest datasets, manifests, runs and models as choices. */
export function listChoices({ datasets, manifests, runs, models }: PaletteListsQuery): Choice[] {
  return [
    ...datasets.edges.map(({ node }) => datasetChoice(node)),
    ...manifests.edges.map(({ node }) => manifestChoice(node)),
    ...runs.edges.map(({ node }) => runChoice(node)),
    ...models.edges.map(({ node }) => modelChoice(node)),
  ];
}

/** What an id or a key leads to. */
export function idChoices({ trace, run, manifest, dataset }: PaletteIdQuery): Choice[] {
  return [
    ...(trace ? [traceChoice(trace)] : []),
    ...(run ? [runChoice(run)] : []),
    ...(manifest ? [manifestChoice(manifest)] : []),
    ...(dataset ? [datasetChoice(dataset)] : []),
  ];
}

/** The few of each group that match a text. */
export function someOfEach(choices: Choice[], text: string): Choice[] {
  const counts = new Map<string, number>();
  return matching(choices, text).filter(({ group }) => {
    const count = (counts.get(group) ?? 0) + 1;
    counts.set(group, count);
    return count <= MOST_OF_EACH;
  });
}

export function traceChoice({ id, prompt }: { id: string; prompt: string }): Choice {
  const name = prompt.replaceAll(/\s+/g, ' ').slice(0, 120);
  return { id: `trace ${id}`, group: 'Traces', name, ...known(id), href: `/traces/${id}` };
}

function datasetChoice({ key, traceCount }: { key: string; traceCount: number }): Choice {
  const href = `/datasets/${encodeURIComponent(key)}`;
  return { id: `dataset ${key}`, group: 'Datasets', name: key, hint: `${traceCount} traces`, href };
}

function manifestChoice(manifest: { id: string; modelId: string; datasetKey: string }): Choice {
  return {
    id: `manifest ${manifest.id}`,
    group: 'Manifests',
    name: `${manifest.modelId} on ${manifest.datasetKey}`,
    ...known(manifest.id),
    href: `/manifests/${manifest.id}`,
  };
}

function runChoice(run: { id: string; name: string; status: string; modelId: string }) {
  return {
    id: `run ${run.id}`,
    group: 'Runs',
    name: `${run.name}, ${run.modelId}, ${run.status.toLowerCase().replace('_', ' ')}`,
    ...known(run.id),
    href: `/runs/${run.id}`,
  };
}

function modelChoice({ name, versions }: { name: string; versions: { aliases: string[] }[] }) {
  const aliases = versions.flatMap((version) => version.aliases).join(', ');
  return {
    id: `model ${name}`,
    group: 'Models',
    name,
    ...(aliases ? { hint: aliases } : {}),
    href: `/models/${name}`,
  };
}

// The end of an id is what tells it apart.
function known(id: string) {
  return { hint: `…${id.slice(-6)}`, terms: id };
}
