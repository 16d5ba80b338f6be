import { A } from '@solidjs/router';
import { createMemo, For, Show } from 'solid-js';
import { LIST } from '../../address/codec.ts';
import { createAddressValue } from '../../address/createAddressValue.ts';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { RunComparedFragment } from '../../graphql/generated/graphql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { ComparedCharts } from '../../metrics/ComparedCharts.tsx';
import { colorOf } from '../../metrics/line.ts';
import { ConfigurationDifferences } from '../../runs/compare/ConfigurationDifferences.tsx';
import { letterOf } from '../../runs/compare/letterOf.ts';
import { RunStatus } from '../../runs/RunStatus.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { TableSkeleton } from '../../ui/TableSkeleton.tsx';
import { Time } from '../../ui/Time.tsx';
import '../../ui/note.css';
import css from './CompareRuns.module.css';

const RunComparedDocument = graphql(`
  query RunCompared($id: ID!) {
    run(id: $id) {
      ...RunCompared
    }
  }

  fragment RunCompared on Run {
    id
    name
    status
    datasetKey
    modelId
    createdAt
    configuration
  }
`);

const MOST = 6;

/** Several runs beside one another: what was different, and what came of it. */
export function CompareRuns() {
  const [given, setGiven] = createAddressValue('ids', LIST);
  const ids = createMemo(() => given().slice(0, MOST));
  const remove = (id: string) => setGiven(ids().filter((one) => one !== id));
  return (
    <div class="page" data-width="wide">
      <PageHeader title="Compare runs" above={[{ href: '/runs', name: 'Runs' }]} />
      <Show when={ids().length > 0} fallback={<NothingToCompare />}>
        <Show when={ids().join()} keyed>
          <Compared ids={ids()} remove={remove} />
        </Show>
      </Show>
    </div>
  );
}

function Compared(props: { ids: string[]; remove: (id: string) => void }) {
  // A list that a route made for good: the component is made anew when it changes.
  const queries = props.ids.map((id) =>
    createFreshQuery({ query: RunComparedDocument, variables: { id } }),
  );
  const runs = createMemo(() =>
    queries.flatMap((query) => query.data()?.run ?? []).map((run, index) => ({ ...run, index })),
  );
  const missing = () =>
    props.ids.filter((_, index) => queries[index]?.data() && !queries[index]?.data()?.run);
  return (
    <For each={queries.slice(0, 1)}>
      {(first) => (
        <Loaded query={first} skeleton={<TableSkeleton rows={props.ids.length} />}>
          {() => (
            <>
              <Show when={missing().length > 0}>
                <p class="note" role="status">
                  Not found: {missing().join(', ')}
                </p>
              </Show>
              <ul class={css['compared-runs']}>
                <For each={runs()}>
                  {(run) => <ComparedRun run={run} remove={() => props.remove(run.id)} />}
                </For>
              </ul>
              <ConfigurationDifferences runs={runs()} />
              <ComparedCharts
                runs={runs().map(({ id, name, index }) => ({ id, name, label: letterOf(index) }))}
              />
            </>
          )}
        </Loaded>
      )}
    </For>
  );
}

function ComparedRun(props: { run: RunComparedFragment & { index: number }; remove: () => void }) {
  return (
    <li data-testid="compared">
      <span class={css['compared-letter']} style={{ 'border-color': colorOf(props.run.index) }}>
        {letterOf(props.run.index)}
      </span>
      <A href={`/runs/${props.run.id}`}>{props.run.name}</A>
      <RunStatus status={props.run.status} />
      <span class={css['compared-subject']}>
        <code>{props.run.datasetKey}</code> → <code>{props.run.modelId}</code>
      </span>
      <Time at={props.run.createdAt} />
      <button type="button" data-look="link" onClick={() => props.remove()}>
        Remove<span class="visually-hidden"> {letterOf(props.run.index)}</span>
      </button>
    </li>
  );
}

function NothingToCompare() {
  return (
    <EmptyState title="Nothing to compare">
      <p>
        Choose two to six runs in <A href="/runs">the list</A>, with the boxes or with x, and press
        Compare.
      </p>
    </EmptyState>
  );
}
