import { ADDRESSES } from '../../../../server/addresses.ts';
import type { Density, Theme } from '../look.ts';
import { SECTIONS } from '../sections.ts';

/** Something that the palette can do: go to a page of ours or to another address, or switch something. */
export type Choice = {
  id: string;
  group: string;
  name: string;
  /** What tells it apart, or what else one may call it. */
  hint?: string;
  /** What finds it besides what is shown. */
  terms?: string;
} & (
  | { href: string }
  | { address: string }
  | { theme: Theme }
  | { density: Density }
  | { sheet: true }
);

/** What the palette always has. */
export const PAGES: Choice[] = [
  ...SECTIONS.flat().map(({ name, href }) => ({
    id: name.toLowerCase(),
    group: 'Go to',
    name,
    ...(href === '/' ? { hint: 'home' } : {}),
    href,
  })),
  { id: 'judges', group: 'Go to', name: 'Judges', hint: 'models that score', href: '/judges' },
  { id: 'storage', group: 'Go to', name: 'Storage', hint: 'disk, size, delete', href: '/storage' },
  {
    id: 'graphiql',
    group: 'Go to',
    name: 'GraphiQL',
    hint: 'playground, API',
    address: ADDRESSES.graphql,
  },
  {
    id: 'import',
    group: 'Do',
    name: 'Import traces',
    hint: 'upload',
    href: '/imports/new',
  },
  { id: 'review', group: 'Do', name: 'New review', hint: 'judge, label', href: '/reviews/new' },
  { id: 'dataset', group: 'Do', name: 'New dataset', hint: 'build', href: '/datasets/new' },
  {
    id: 'manifest',
    group: 'Do',
    name: 'New manifest',
    hint: 'train, dry-run',
    href: '/manifests/new',
  },
  {
    id: 'evaluation',
    group: 'Do',
    name: 'New evaluation',
    hint: 'ask, measure, accuracy',
    href: '/evaluations/new',
  },
  {
    id: 'leaderboard',
    group: 'Go to',
    name: 'Leaderboard',
    hint: 'ranks, evaluations',
    href: '/evaluations/leaderboard',
  },
  { id: 'judge', group: 'Do', name: 'New judge', hint: 'prompt, rubric', href: '/judges/new' },
  { id: 'compare-traces', group: 'Do', name: 'Compare two traces', href: '/traces/compare' },
  {
    id: 'failed',
    group: 'Do',
    name: 'Show failed runs',
    href: '/runs?status=FAILED&status=TIMED_OUT',
  },
  {
    id: 'working',
    group: 'Do',
    name: 'Show runs at work',
    hint: 'running, queued',
    href: '/runs?status=RUNNING&status=PENDING',
  },
  {
    id: 'best',
    group: 'Do',
    name: 'Show runs by eval loss',
    hint: 'lowest on top',
    href: '/runs?sort=eval-loss',
  },
  { id: 'history', group: 'Do', name: 'Run history', hint: 'overview', href: '/?history=20' },
  { id: 'light', group: 'Theme', name: 'Theme: light', theme: 'light' },
  { id: 'dark', group: 'Theme', name: 'Theme: dark', theme: 'dark' },
  { id: 'system', group: 'Theme', name: 'Theme: as the system has it', theme: 'system' },
  { id: 'compact', group: 'Rows', name: 'Rows: compact', hint: 'density', density: 'compact' },
  { id: 'normal', group: 'Rows', name: 'Rows: normal', hint: 'density', density: 'normal' },
  { id: 'roomy', group: 'Rows', name: 'Rows: roomy', hint: 'density', density: 'roomy' },
  { id: 'keys', group: 'Help', name: 'Keyboard shortcuts', hint: '?', sheet: true },
];

/** The choices that have every word of a text, in any case; those that begin with it first. */
export function matching(choices: Choice[], text: string): Choice[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const isFirst = ({ name }: Choice) => name.toLowerCase().startsWith(words[0] ?? '');
  return choices
    .filter(({ name, hint, terms }) => {
      const whole = `${name} ${hint ?? ''} ${terms ?? ''}`.toLowerCase();
      return words.every((word) => whole.includes(word));
    })
    .sort((one, other) => Number(isFirst(other)) - Number(isFirst(one)));
}
