import { FIELDS } from '../../../server/manifests/fields.ts';
import type { Codec } from '../address/codec.ts';
import type { RunGroupedBy, RunGrouping } from '../graphql/generated/graphql.ts';
import { KINDS } from './runFacts.ts';
import { STATUSES } from './runFilter.ts';
import { statusWord } from './statusLooks.ts';

/** What runs of the list can stand together by, beside their settings. */
export const RUN_GROUPS: Record<
  string,
  { name: string; by: RunGroupedBy; words?: Record<string, string> }
> = {
  dataset: { name: 'Dataset', by: 'DATASET' },
  model: { name: 'Model', by: 'MODEL' },
  state: {
    name: 'State',
    by: 'STATUS',
    words: Object.fromEntries(STATUSES.map((status) => [status, statusWord(status)])),
  },
  kind: { name: 'Kind', by: 'KIND', words: KINDS },
  tags: { name: 'Tags', by: 'TAGS', words: { '': 'no tags' } },
};

/** What the runs of a group share, by name. */
export function groupName(group: string): string {
  return RUN_GROUPS[group]?.name ?? FIELDS.find(({ at }) => at === group)?.label ?? group;
}

// A page that is still there from groups by something else has other values.
const JSON_STRING = /^"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*"$/u;

/** What the runs of a group share, in words. */
export function sharedText(group: string, value: string): string {
  const known = RUN_GROUPS[group];
  if (known) return known.words?.[value] ?? value;
  if (value === 'null') return 'not set';
  return JSON_STRING.test(value) ? String(JSON.parse(value)) : value;
}

/** A group's name in an address: `dataset`, or a setting as a manifest has it, `training.batch_size`. */
export const RUN_GROUP: Codec<string | null> = {
  read: (text) =>
    Object.hasOwn(RUN_GROUPS, text) || FIELDS.some(({ at }) => at === text) ? text : undefined,
  print: (group) => group ?? '',
  initial: null,
};

/** The argument of a list that stands together so, without the runs of values that are folded. */
export function groupingOf(group: string, folded: string[]): RunGrouping {
  const by = RUN_GROUPS[group]?.by;
  const part = folded.length > 0 ? { folded } : {};
  return by ? { by, ...part } : { by: 'SETTING', setting: group, ...part };
}
