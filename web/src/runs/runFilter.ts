import { choice, LIST } from '../address/codec.ts';
import type { RunFilter, RunKind, RunStatus } from '../graphql/generated/graphql.ts';
import { RUN_ORDER } from './runOrder.ts';

export const STATUSES: RunStatus[] = [
  'PENDING',
  'RUNNING',
  'CANCELLING',
  'COMPLETED',
  'FAILED',
  'TIMED_OUT',
  'CANCELLED',
  'DELETING',
];

const KINDS: RunKind[] = ['SFT', 'EVALUATION', 'EXPORT'];

type Search = Record<string, string | string[] | undefined>;

/** The filter that an address asks for; null when it asks for none. What it can't mean is left out. */
export function filterOf(search: Search): RunFilter | null {
  const status = texts(search['status']).flatMap((text) => RUN_CODECS.status.read(text) ?? []);
  const [mode] = texts(search['mode']).flatMap((text) => RUN_CODECS.mode.read(text) ?? []);
  const [kind] = texts(search['kind']).flatMap((text) => RUN_CODECS.kind.read(text) ?? []);
  const [dataset] = texts(search['dataset']);
  const [model] = texts(search['model']);
  const [text] = texts(search['text']);
  const [tags] = texts(search['tag']).map(LIST.read);
  const [archived] = texts(search['archived']).flatMap(
    (text) => RUN_CODECS.archived.read(text) ?? [],
  );
  const filter = {
    ...(status.length > 0 ? { status } : {}),
    ...(mode ? { mode } : {}),
    ...(kind ? { kind: [kind] } : {}),
    ...(dataset ? { datasetKeyContains: dataset } : {}),
    ...(model ? { modelIdContains: model } : {}),
    ...(text ? { text } : {}),
    ...(tags?.length ? { tags } : {}),
    ...(archived ? { archived } : {}),
  };
  return Object.keys(filter).length > 0 ? filter : null;
}

/** What an address can say of status, mode, kind, what is put aside, and order. */
export const RUN_CODECS = {
  status: choice(STATUSES, null),
  mode: choice(['DRY_RUN', 'LOCAL'], null),
  kind: choice(KINDS, null),
  archived: choice(['ALONE', 'INCLUDED'], null),
  sort: RUN_ORDER,
};

function texts(value: string | string[] | undefined): string[] {
  return [value ?? []].flat();
}
