import type { RunFilter, RunMode, RunStatus } from '../graphql/generated/graphql.ts';

export const STATUSES: RunStatus[] = [
  'PENDING',
  'RUNNING',
  'CANCELLING',
  'COMPLETED',
  'FAILED',
  'TIMED_OUT',
  'CANCELLED',
];

type Search = Record<string, string | string[] | undefined>;

/** The filter that an address asks for; null when it asks for none. What it can't mean is left out. */
export function filterOf(search: Search): RunFilter | null {
  const status = texts(search['status']).filter((one): one is RunStatus =>
    STATUSES.some((known) => known === one),
  );
  const mode = texts(search['mode']).find(
    (one): one is RunMode => one === 'DRY_RUN' || one === 'LOCAL',
  );
  const [datasetKey] = texts(search['dataset']);
  const [modelId] = texts(search['model']);
  const filter = {
    ...(status.length > 0 ? { status } : {}),
    ...(mode ? { mode } : {}),
    ...(datasetKey ? { datasetKey } : {}),
    ...(modelId ? { modelId } : {}),
  };
  return Object.keys(filter).length > 0 ? filter : null;
}

/** The ids in an address, such as `a,b`. */
export function idsOf(text: string | string[] | undefined): string[] {
  return [...new Set(texts(text).flatMap((one) => one.split(',')))].filter(Boolean);
}

function texts(value: string | string[] | undefined): string[] {
  return [value ?? []].flat();
}
