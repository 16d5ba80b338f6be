import { useLocation } from '@solidjs/router';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunMode, RunTabsFragment } from '../graphql/generated/graphql.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { hasFailed } from './runFacts.ts';

const NAMES = {
  metrics: 'Metrics',
  preflight: 'Checks',
  log: 'Log',
  checkpoints: 'Checkpoints',
  files: 'Files',
  configuration: 'Configuration',
};

export type Tab = keyof typeof NAMES;

const TABS: Record<'LOCAL' | 'DRY_RUN', Tab[]> = {
  LOCAL: ['metrics', 'log', 'checkpoints', 'files', 'configuration'],
  DRY_RUN: ['preflight', 'log', 'files', 'configuration'],
};

graphql(`
  fragment RunTabs on Run {
    id
    status
    mode
    logLineCount
    metricCount
    keptCheckpointCount
  }
`);

/** What a part of a run is called. */
export function tabName(tab: Tab): string {
  return NAMES[tab];
}

/** The part of a run that an address asks for; when it asks for none, the first that has something to say. */
export function tabOf(text: string | string[] | undefined, run: RunTabsFragment): Tab {
  return TABS[run.mode].find((tab) => tab === text) ?? firstTabOf(run);
}

/** Whether a run of this mode has such a part. */
export function hasTab(mode: RunMode, text: string): boolean {
  return TABS[mode].some((tab) => tab === text);
}

function firstTabOf(run: RunTabsFragment): Tab {
  const [first = 'log'] = TABS[run.mode];
  return hasFailed(run) && run.metricCount === 0 ? 'log' : first;
}

/** The parts of a run. */
export function RunTabs(props: { run: RunTabsFragment; tab: Tab }) {
  const location = useLocation();
  const counts = (): Partial<Record<Tab, number>> => ({
    log: props.run.logLineCount,
    checkpoints: props.run.keptCheckpointCount,
  });
  const tabs = () =>
    TABS[props.run.mode].map((tab) => ({
      id: tab,
      name: NAMES[tab],
      href: `${location.pathname}${tab === firstTabOf(props.run) ? '' : `?tab=${tab}`}`,
      count: counts()[tab],
    }));
  return <Tabs label="Run" of={tabs()} shown={props.tab} />;
}
