import { useLocation } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { numberText } from '../ui/number.ts';
import './RunTabs.css';

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

/** What a part of a run is called. */
export function tabName(tab: Tab): string {
  return NAMES[tab];
}

/** The part of a run that an address asks for; the first when it asks for none. */
export function tabOf(text: string | string[] | undefined, mode: keyof typeof TABS): Tab {
  return TABS[mode].find((tab) => tab === text) ?? TABS[mode][0] ?? 'log';
}

/** The parts of a run. */
export function RunTabs(props: {
  run: { id: string; mode: keyof typeof TABS; logLineCount: number; checkpointCount: number };
  tab: Tab;
}) {
  const location = useLocation();
  const hrefOf = (tab: Tab) => {
    const isFirst = tab === TABS[props.run.mode][0];
    return `${location.pathname}${isFirst ? '' : `?tab=${tab}`}`;
  };
  const counts = (): Partial<Record<Tab, number>> => ({
    log: props.run.logLineCount,
    checkpoints: props.run.checkpointCount,
  });
  return (
    <nav class="run-tabs" aria-label="Run">
      <For each={TABS[props.run.mode]}>
        {(tab) => (
          <a href={hrefOf(tab)} noScroll aria-current={props.tab === tab ? 'page' : undefined}>
            {NAMES[tab]}
            <Show when={counts()[tab]}>
              {(count) => <span class="faint"> {numberText(count())}</span>}
            </Show>
          </a>
        )}
      </For>
    </nav>
  );
}
