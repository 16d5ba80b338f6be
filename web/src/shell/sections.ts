import type { IconName } from '../ui/Icon.tsx';

export type Section = { name: string; href: string; icon: IconName };

/** The parts of the workbench in the order of the work, in groups. */
export const SECTIONS: readonly (readonly Section[])[] = [
  [{ name: 'Overview', href: '/', icon: 'home' }],
  [
    { name: 'Traces', href: '/traces', icon: 'trace' },
    { name: 'Reviews', href: '/reviews', icon: 'review' },
    { name: 'Imports', href: '/imports', icon: 'down' },
    { name: 'Datasets', href: '/datasets', icon: 'stack' },
  ],
  [
    { name: 'Manifests', href: '/manifests', icon: 'sheet' },
    { name: 'Runs', href: '/runs', icon: 'run' },
  ],
  [
    { name: 'Evaluations', href: '/evaluations', icon: 'scale' },
    { name: 'Models', href: '/models', icon: 'cube' },
    { name: 'Playground', href: '/playground', icon: 'prompt' },
  ],
];

/** What the bar at the foot of a phone has room for; the menu beside them has all. */
export const FOOT = SECTIONS.flat().filter(({ name }) =>
  ['Overview', 'Traces', 'Runs'].includes(name),
);
