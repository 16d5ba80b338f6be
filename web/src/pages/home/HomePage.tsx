import { Navigate, useSearchParams } from '@solidjs/router';
import { createMemo, Show, Suspense } from 'solid-js';
import { choice } from '../../address/codec.ts';
import { LeftOut } from '../../address/LeftOut.tsx';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { createWaiting } from '../../graphql/createWaiting.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { lazyPart } from '../../shell/lazyPart.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Title } from '../../ui/Title.tsx';
import css from './HomePage.module.css';
import { Loop } from './Loop.tsx';
import { NewestRuns } from './NewestRuns.tsx';
import { NextStep, NextStepSkeleton } from './NextStep.tsx';
import { nextStep } from './nextStep.ts';
import { System } from './system/System.tsx';

const Panels = lazyPart(async () => (await import('./Panels.tsx')).Panels);

const LoopDocument = graphql(`
  query Loop {
    counts {
      traces
      scores
      datasets
      manifests
    }
    traces(first: 1) {
      edges {
        node {
          id
          createdAt
        }
      }
    }
    datasets(first: 1) {
      edges {
        node {
          id
          key
        }
      }
    }
    manifests(first: 1) {
      edges {
        node {
          id
          modelId
        }
      }
    }
    runs(first: 1) {
      totalCount
      edges {
        node {
          id
          createdAt
          kind
          ...NextTraining
          startRun {
            ...NextTraining
          }
        }
      }
    }
    evaluations(first: 1) {
      totalCount
    }
    models(first: 1) {
      totalCount
      edges {
        node {
          id
          name
        }
      }
    }
  }

  fragment NextTraining on Run {
    id
    mode
    status
    datasetKey
    isResumable
    evaluatedBy {
      id
    }
    modelVersions {
      id
      model {
        id
        name
      }
    }
  }
`);

/** What is there, what it is doing, and what to do next. */
export function HomePage() {
  const [search, setSearch] = useSearchParams();
  const loop = createFreshQuery({ query: LoopDocument });
  const next = createMemo(() => {
    const data = loop.data();
    return data && nextStep(data, window.location.origin);
  });
  // What happens in a terminal or in GraphiQL shows here.
  createWaiting(() => loop.data()?.runs.totalCount === 0, loop.refetch);
  const arePanelsOpen = () => PANEL_NAMES.some((name) => search[name]);
  return (
    <div class={css['home']}>
      <Title />
      <Show when={search['runA'] && search['runB']}>
        <Navigate href={`/runs/compare?ids=${search['runA']},${search['runB']}`} />
      </Show>
      <header>
        <h1>Tunix RT</h1>
        <p>From reasoning traces to trained models.</p>
      </header>
      <Loaded query={loop} skeleton={<Loop />}>
        {(data) => <Loop data={data()} />}
      </Loaded>
      <div class={css['home-columns']}>
        <div class={css['home-work']}>
          <Show
            when={next()}
            fallback={
              <Show when={!loop.data() && !loop.failure()}>
                <NextStepSkeleton />
              </Show>
            }
          >
            {(step) => <NextStep step={step()} />}
          </Show>
          <NewestRuns />
        </div>
        <System />
      </div>
      <details
        class={css['home-panels']}
        open={arePanelsOpen()}
        onToggle={({ currentTarget: { open } }) => {
          if (open !== arePanelsOpen())
            setSearch(addressOf(open), { replace: true, scroll: false });
        }}
      >
        <summary>
          All on one page
          <span>forms for one trace, two traces, UNGAR, and a training with its output</span>
        </summary>
        <LeftOut of={{ panels: choice(['open'], null) }} />
        <Suspense fallback={<PanelSkeletons />}>
          <Show when={arePanelsOpen()}>
            <Panels />
          </Show>
        </Suspense>
      </details>
    </div>
  );
}

// What the panels keep in the address opens them too.
const PANEL_NAMES = [
  ...['panels', 'trace', 'base', 'other'],
  ...['dataset', 'model', 'output', 'run', 'history', 'detail'],
];

function addressOf(isOpen: boolean): Record<string, string | null> {
  if (isOpen) return { panels: 'open' };
  return Object.fromEntries(PANEL_NAMES.map((name) => [name, null]));
}

function PanelSkeletons() {
  return (
    <div class={css['panel-skeletons']} aria-busy="true">
      <Skeleton width="18ch" />
      <Skeleton width="100%" />
    </div>
  );
}
