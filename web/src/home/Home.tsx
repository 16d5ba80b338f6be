import { Navigate, useSearchParams } from '@solidjs/router';
import { createMemo, Show, Suspense } from 'solid-js';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { createWaiting } from '../graphql/createWaiting.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { Loaded } from '../ui/Loaded.tsx';
import { lazyPart } from '../ui/lazyPart.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Title } from '../ui/Title.tsx';
import { createIdle } from './createIdle.ts';
import { Loop } from './Loop.tsx';
import { NewestRuns } from './NewestRuns.tsx';
import { NextStep } from './NextStep.tsx';
import { nextStep } from './nextStep.ts';
import { System } from './System.tsx';
import './Home.css';

const Panels = lazyPart(async () => (await import('./panels/Panels.tsx')).Panels);

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
        }
      }
    }
  }
`);

/** What is there, what it is doing, and what to do next. */
export function Home() {
  const [search] = useSearchParams<{ runA: string; runB: string }>();
  const loop = createFreshQuery({ query: LoopDocument });
  const isPainted = createIdle();
  const next = createMemo(() => {
    const data = loop.data();
    return data && nextStep(data, window.location.origin);
  });
  // What happens in a terminal or in GraphiQL shows here.
  createWaiting(() => Boolean(next()), loop.refetch);
  return (
    <div class="home">
      <Title />
      <Show when={search.runA && search.runB}>
        <Navigate href={`/runs/compare?ids=${search.runA},${search.runB}`} />
      </Show>
      <header>
        <h1>Tunix RT</h1>
        <p>From reasoning traces to trained models.</p>
      </header>
      <Loaded query={loop} skeleton={<Loop />}>
        {(data) => <Loop data={data()} />}
      </Loaded>
      <div class="home-columns">
        <div class="home-work">
          <Show when={next()}>{(step) => <NextStep step={step()} />}</Show>
          <NewestRuns />
        </div>
        <System />
      </div>
      <Suspense fallback={<PanelSkeletons />}>
        <Show when={isPainted()} fallback={<PanelSkeletons />}>
          <Panels />
        </Show>
      </Suspense>
    </div>
  );
}

function PanelSkeletons() {
  return (
    <div class="panel-skeletons" aria-busy="true">
      <Skeleton width="18ch" />
      <Skeleton width="100%" />
    </div>
  );
}
