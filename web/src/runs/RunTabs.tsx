import { useLocation } from '@solidjs/router';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunKind, RunMode, RunTabsFragment } from '../graphql/generated/graphql.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { hasFailed } from './runFacts.ts';

const NAMES = {
  evaluations: 'Evaluations',
  export: 'Export',
  metrics: 'Metrics',
  preflight: 'Checks',
  log: 'Log',
  checkpoints: 'Checkpoints',
  files: 'Files',
  configuration: 'Configuration',
};

export type Tab = keyof typeof NAMES;

const OF_KIND: Record<RunKind, Tab[]> = {
  SFT: ['metrics', 'evaluations', 'log', 'checkpoints', 'files', 'configuration'],
  EVALUATION: ['evaluations', 'log', 'files', 'configuration'],
  EXPORT: ['export', 'log', 'files', 'configuration'],
};

const OF_DRY_RUN: Tab[] = ['preflight', 'log', 'files', 'configuration'];

type Kind = { mode: RunMode; kind: RunKind };

function tabsOf({ mode, kind }: Kind): Tab[] {
  return mode === 'DRY_RUN' ? OF_DRY_RUN : OF_KIND[kind];
}

graphql(`
  fragment RunTabs on Run {
    id
    status
    mode
    kind
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
  return tabsOf(run).find((tab) => tab === text) ?? firstTabOf(run);
}

/** Whether a run of this kind has such a part. */
export function hasTab(run: Kind, text: string): boolean {
  return tabsOf(run).some((tab) => tab === text);
}

function firstTabOf(run: RunTabsFragment): Tab {
  const [first = 'log'] = tabsOf(run);
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
    tabsOf(props.run).map((tab) => ({
      id: tab,
      name: NAMES[tab],
      href: `${location.pathname}${tab === firstTabOf(props.run) ? '' : `?tab=${tab}`}`,
      count: counts()[tab],
    }));
  return <Tabs label="Run" of={tabs()} shown={props.tab} />;
}
