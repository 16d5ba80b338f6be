import { A, useSearchParams } from '@solidjs/router';
import { createSubscription } from '@urql/solid';
import { createMemo, createSignal, For, onCleanup, Show, untrack } from 'solid-js';
import { LIST, readValue } from '../../address/codec.ts';
import { createAddressValue } from '../../address/createAddressValue.ts';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { RunRowFragment } from '../../graphql/generated/graphql.ts';
import { createSparklines } from '../../metrics/createSparklines.ts';
import { CancelRun } from '../../runs/CancelRun.tsx';
import { createConfigurations } from '../../runs/createConfigurations.ts';
import { createRunActions } from '../../runs/createRunActions.ts';
import { RenameRun } from '../../runs/RenameRun.tsx';
import { RunFilters } from '../../runs/RunFilters.tsx';
import { RunProblem } from '../../runs/RunProblem.tsx';
import type { RunColumn } from '../../runs/RunRow.tsx';
import { RunsTable } from '../../runs/RunsTable.tsx';
import { filterOf } from '../../runs/runFilter.ts';
import { RUN_GROUP, RUN_GROUPS, type RunGroup } from '../../runs/runGroup.ts';
import { orderedBy, RUN_ORDER, type RunOrder } from '../../runs/runOrder.ts';
import { Choices } from '../../ui/Choices.tsx';
import { FloatingBar } from '../../ui/FloatingBar.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { pageOf } from '../../ui/Pager.tsx';
import { throttle } from '../../ui/throttle.ts';
import { isSetting, metricOf, runColumns } from './columns.tsx';
import { NoRuns } from './NoRuns.tsx';

const RunsDocument = graphql(`
  query Runs(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: RunFilter
    $orderBy: RunOrder
    $thenBy: [RunOrder!]
  ) {
    runs(
      first: $first
      after: $after
      last: $last
      before: $before
      filter: $filter
      orderBy: $orderBy
      thenBy: $thenBy
    ) {
      totalCount
      ...RunCounts
      pageInfo {
        ...PagedTable
      }
      edges {
        node {
          ...RunRow
        }
      }
    }
  }
`);

const RunsChangedDocument = graphql(`
  subscription RunsChanged {
    runUpdated {
      ...RunRow
    }
  }
`);

const WAIT = 500;
const MOST_COMPARED = 6;

/** All runs, the newest first, as they change. */
export function Runs() {
  const [search, setSearch] = useSearchParams();
  const actions = createRunActions();
  const [asked, setAsked] = createSignal<{ choice: 'cancel' | 'rename'; run: RunRowFragment }>();
  const orders = () => readValue(RUN_ORDER, search['sort']);
  const group = () => readValue(RUN_GROUP, search['group']);
  const page = () => ({
    ...pageOf(search),
    filter: filterOf(search),
    ...orderedBy([...groupOrder(group()), ...orders()]),
  });
  const query = createFreshQuery({ query: RunsDocument, variables: page });
  const runs = createMemo(
    () => new Map(query.data()?.runs.edges.map(({ node }) => [node.id, node]) ?? []),
  );
  const [chosen, setChosen] = createAddressValue('columns', LIST);
  const sparklines = createSparklines(page, {
    runs: () => runs().values(),
    wanted: () => chosen().flatMap((id) => metricOf(id) ?? []),
  });
  const columns = runColumns({
    runs: () => runs().values(),
    losses: sparklines.sparklines,
    metricNames: () => [
      ...new Set([...sparklines.names(), ...chosen().flatMap((id) => metricOf(id) ?? [])]),
    ],
    configurations: createConfigurations(page, () => chosen().some(isSetting)),
  });
  const all = () => [...columns.usual, ...columns.metrics(), ...columns.settings];
  const shown = createMemo(() =>
    chosen().length > 0 ? all().filter(({ id }) => chosen().includes(id)) : columns.usual,
  );
  const chooseColumn = (id: string, isWanted: boolean) => {
    const ids = all()
      .filter((column) => (column.id === id ? isWanted : shown().includes(column)))
      .map((column) => column.id);
    setChosen(ids.join() === columns.usual.map((column) => column.id).join() ? [] : ids);
  };

  // The cache changes runs that are here; new ones, and those that a filter now means, are read again.
  const refetch = throttle(query.refetch, WAIT);
  onCleanup(refetch.stop);
  const known = new Map<string, string>();
  createSubscription({ query: RunsChangedDocument }, (_last, data) => {
    untrack(() => {
      const run = data.runUpdated;
      // What decides of its place, and of the numbers beside the filter.
      const place = `${run.status} ${run.name}`;
      const isChanged = known.has(run.id) ? known.get(run.id) !== place : !runs().has(run.id);
      known.set(run.id, place);
      if (isChanged) refetch.call();
    });
    return data;
  });

  const [selected, setSelected] = createAddressValue('select', LIST);
  const select = (id: string, isSelected: boolean) => {
    const others = selected().filter((one) => one !== id);
    const next = isSelected ? [...others, id].slice(-MOST_COMPARED) : others;
    setSelected(next);
  };
  return (
    <div class="page" data-width="wide">
      <PageHeader
        title="Runs"
        actions={
          <A class="button" data-look="primary" href="/manifests/new">
            New run
          </A>
        }
      >
        Dry runs check what training would do; trainings drive Tunix. They go on whether this page
        is open or not.
      </PageHeader>
      <RunFilters counts={query.data()?.runs}>
        <select
          class="select-input"
          aria-label="Group by"
          onChange={(event) =>
            setSearch(
              { after: null, before: null, group: event.currentTarget.value || null },
              { scroll: false },
            )
          }
        >
          <option value="" selected={group() === null}>
            No groups
          </option>
          <For each={Object.entries(RUN_GROUPS)}>
            {([value, { name }]) => (
              <option value={value} selected={group() === value}>
                By {name.toLowerCase()}
              </option>
            )}
          </For>
        </select>
        <Choices
          label="Columns"
          groups={[
            { choices: columns.usual.map(choiceOf) },
            ...(columns.metrics().length > 0
              ? [{ name: 'Metrics, their last value', choices: columns.metrics().map(choiceOf) }]
              : []),
            { name: 'Settings', choices: columns.settings.map(choiceOf) },
          ]}
          chosen={shown().map(({ id }) => id)}
          choose={chooseColumn}
        />
      </RunFilters>
      <RunProblem actions={actions} />
      <RunsTable
        query={query}
        counted={filterOf(search) ? 'match' : 'in all'}
        empty={<NoRuns isFiltered={filterOf(search) !== null} />}
        columns={shown()}
        orders={orders()}
        setOrders={(next) =>
          setSearch(
            {
              after: null,
              before: null,
              sort: orderedBy(next).orderBy ? RUN_ORDER.print(next) : null,
            },
            { scroll: false },
          )
        }
        group={group()}
        selected={selected()}
        select={select}
        choose={(choice, run) =>
          choice === 'cancel' || choice === 'rename'
            ? setAsked({ choice, run })
            : actions.act(choice, run.id)
        }
      />
      <Show when={selected().length > 0}>
        <FloatingBar label="Selected runs">
          <p>
            {selected().length} selected
            <button type="button" data-look="link" onClick={() => setSelected([])}>
              Clear the selection
            </button>
          </p>
          <A
            class="button"
            data-look="primary"
            href={`/runs/compare?ids=${selected().join(',')}`}
            aria-disabled={selected().length < 2}
            onClick={(event) => selected().length < 2 && event.preventDefault()}
            title={`Select two to ${MOST_COMPARED} runs to compare them`}
          >
            Compare {selected().length} selected
          </A>
        </FloatingBar>
      </Show>
      <Show when={asked()}>
        {(question) => (
          <Show
            when={question().choice === 'cancel'}
            fallback={<RenameRun run={question().run} close={() => setAsked(undefined)} />}
          >
            <CancelRun
              run={question().run}
              close={() => setAsked(undefined)}
              confirm={() => actions.act('cancel', question().run.id)}
            />
          </Show>
        )}
      </Show>
    </div>
  );
}

function groupOrder(group: RunGroup | null): RunOrder[] {
  return group ? [{ field: RUN_GROUPS[group].field, direction: 'ASC' }] : [];
}

function choiceOf({ id, name }: RunColumn) {
  return { value: id, name };
}
