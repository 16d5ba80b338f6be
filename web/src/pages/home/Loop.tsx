import { A } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import type { LoopQuery } from '../../graphql/generated/graphql.ts';
import { numberText } from '../../ui/format/number.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Time } from '../../ui/Time.tsx';
import css from './Loop.module.css';

/** How much there is at each stage from traces to models; a skeleton without data. */
export function Loop(props: { data?: LoopQuery }) {
  return (
    <section aria-label="From traces to models">
      <ol class={css['loop']} aria-busy={!props.data}>
        <Stage name="Traces" href="/traces" count={props.data?.counts.traces}>
          <Newest at={props.data?.traces.edges[0]?.node.createdAt} />
        </Stage>
        <Stage name="Scores" href="/traces?order=best" count={props.data?.counts.scores} />
        <Stage name="Datasets" href="/datasets" count={props.data?.counts.datasets}>
          <code>{props.data?.datasets.edges[0]?.node.key}</code>
        </Stage>
        <Stage
          name="Manifests"
          href="/manifests"
          count={props.data?.counts.manifests}
          none="none kept"
        >
          <code>{props.data?.manifests.edges[0]?.node.modelId}</code>
        </Stage>
        <Stage name="Runs" href="/runs" count={props.data?.runs.totalCount}>
          <Newest at={props.data?.runs.edges[0]?.node.createdAt} />
        </Stage>
        <Stage name="Evaluations" href="/evaluations" count={props.data?.evaluations.totalCount} />
        <Stage name="Models" href="/models" count={props.data?.models.totalCount}>
          <code>{props.data?.models.edges[0]?.node.name}</code>
        </Stage>
      </ol>
    </section>
  );
}

function Stage(props: {
  name: string;
  href: string;
  count: number | undefined;
  none?: string;
  children?: JSX.Element;
}) {
  return (
    <li data-testid={`loop:${props.name.toLowerCase()}`} data-reached={Boolean(props.count)}>
      <A class={css['loop-name']} href={props.href}>
        {props.name}
      </A>
      <Show
        when={props.count !== undefined}
        fallback={
          <>
            <Skeleton width="3ch" class={css['loop-count']} />
            <Skeleton width="10ch" class={css['loop-detail']} />
          </>
        }
      >
        <span class={css['loop-count']}>{numberText(props.count ?? 0)}</span>
        <span class={css['loop-detail']}>
          <Show when={props.count} fallback={props.none ?? 'none yet'}>
            {props.children}
          </Show>
        </span>
      </Show>
    </li>
  );
}

function Newest(props: { at: string | undefined }) {
  return (
    <Show when={props.at}>
      {(at) => (
        <>
          newest <Time at={at()} />
        </>
      )}
    </Show>
  );
}
