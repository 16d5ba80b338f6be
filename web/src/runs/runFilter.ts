import type { Understood } from '../address/understood.ts';
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
  const status = texts(search['status']).filter(isStatus);
  const mode = texts(search['mode']).find(isMode);
  const [dataset] = texts(search['dataset']);
  const [model] = texts(search['model']);
  const filter = {
    ...(status.length > 0 ? { status } : {}),
    ...(mode ? { mode } : {}),
    ...(dataset ? { datasetKeyContains: dataset } : {}),
    ...(model ? { modelIdContains: model } : {}),
  };
  return Object.keys(filter).length > 0 ? filter : null;
}

export const UNDERSTOOD_OF_RUNS: Understood = { status: isStatus, mode: isMode };

function isStatus(text: string): text is RunStatus {
  return STATUSES.some((known) => known === text);
}

function isMode(text: string): text is RunMode {
  return text === 'DRY_RUN' || text === 'LOCAL';
}

/** The ids in an address, such as `a,b`. */
export function idsOf(text: string | string[] | undefined): string[] {
  return [...new Set(texts(text).flatMap((one) => one.split(',')))].filter(Boolean);
}

function texts(value: string | string[] | undefined): string[] {
  return [value ?? []].flat();
}
