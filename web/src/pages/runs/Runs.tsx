import { A, useSearchParams } from '@solidjs/router';
import { createSubscription } from '@urql/solid';
import {
  createEffect,
  createMemo,
  createSignal,
  Match,
  onCleanup,
  Show,
  Switch,
  untrack,
} from 'solid-js';
import { LIST, readValue } from '../../address/codec.ts';
import { createAddressValue } from '../../address/createAddressValue.ts';
import { createLastEvaluations } from '../../evaluations/createLastEvaluations.ts';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { createWaiting } from '../../graphql/createWaiting.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { RunRowFragment } from '../../graphql/generated/graphql.ts';
import { createSparklines } from '../../metrics/createSparklines.ts';
import { CancelRun } from '../../runs/CancelRun.tsx';
import { createConfigurations } from '../../runs/createConfigurations.ts';
import { createRunActions } from '../../runs/createRunActions.ts';
import { createRunGroups } from '../../runs/createRunGroups.ts';
import { createRunSelection } from '../../runs/createRunSelection.ts';
import { DeleteRuns } from '../../runs/DeleteRuns.tsx';
import { GroupBy } from '../../runs/GroupBy.tsx';
import { createRunMarks } from '../../runs/marks/createRunMarks.ts';
import { TagRuns } from '../../runs/marks/TagRuns.tsx';
import { RenameRun } from '../../runs/RenameRun.tsx';
import { RunFilters } from '../../runs/RunFilters.tsx';
import type { MenuChoice } from '../../runs/RunMenu.tsx';
import { RunProblem } from '../../runs/RunProblem.tsx';
import type { RunColumn } from '../../runs/RunRow.tsx';
import { RunSelectionBar } from '../../runs/RunSelectionBar.tsx';
import { RunsTable } from '../../runs/RunsTable.tsx';
import { filterOf } from '../../runs/runFilter.ts';
import { orderedBy, RUN_ORDER } from '../../runs/runOrder.ts';
import { Choices } from '../../ui/Choices.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { pageOf } from '../../ui/Pager.tsx';
import { throttle } from '../../ui/throttle.ts';
import { ACCURACY, isSetting, metricOf, runColumns } from './columns.tsx';
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
    $isPinnedFirst: Boolean
    $groupBy: RunGrouping
    $isGrouped: Boolean = false
  ) {
    runs(
      first: $first
      after: $after
      last: $last
      before: $before
      filter: $filter
      orderBy: $orderBy
      thenBy: $thenBy
      isPinnedFirst: $isPinnedFirst
      groupBy: $groupBy
    ) {
      totalCount
      ...RunCounts
      pageInfo {
        ...PagedTable
      }
      edges {
        group @include(if: $isGrouped)
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

/** All runs, the newest first, as they change. */
export function Runs() {
  const [search, setSearch] = useSearchParams();
  const actions = createRunActions();
  const [asked, setAsked] = createSignal<{
    choice: 'cancel' | 'rename' | 'tag' | 'delete';
    run: RunRowFragment;
  }>();
  const marks = createRunMarks();
  const orders = () => readValue(RUN_ORDER, search['sort']);
  const groups = createRunGroups(() => filterOf(search));
  const page = () => ({
    ...pageOf(search),
    filter: filterOf(search),
    isPinnedFirst: true,
    ...orderedBy(orders()),
    ...groups.arguments(),
  });
  const query = createFreshQuery({ query: RunsDocument, variables: page });
  const runs = createMemo(
    () => new Map(query.data()?.runs.edges.map(({ node }) => [node.id, node]) ?? []),
  );
  createWaiting(
    () => [...runs().values()].some(({ status }) => status === 'DELETING'),
    query.refetch,
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
    evaluations: createLastEvaluations(page, () => chosen().includes(ACCURACY)),
  });
  const all = () => [
    ...columns.usual,
    ...columns.measured,
    ...columns.metrics(),
    ...columns.settings,
  ];
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
  const refetch = throttle(() => {
    query.refetch();
    if (groups.by() !== null) groups.refetch();
  }, WAIT);
  onCleanup(refetch.stop);
  const known = new Map<string, string>();
  createEffect(() => {
    for (const run of runs().values()) if (!known.has(run.id)) known.set(run.id, placeOf(run));
  });
  createSubscription({ query: RunsChangedDocument }, (_last, data) => {
    untrack(() => {
      const run = data.runUpdated;
      const isChanged = known.get(run.id) !== placeOf(run);
      known.set(run.id, placeOf(run));
      if (isChanged) refetch.call();
    });
    return data;
  });

  const choose = (choice: MenuChoice, run: RunRowFragment) => {
    if (choice === 'retry' || choice === 'resume') actions.act(choice, run.id);
    else if (choice === 'pin' || choice === 'archive') marks.turn(choice, run);
    else setAsked({ choice, run });
  };

  const selection = createRunSelection(() => [...runs().keys()]);
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
        <GroupBy group={groups.by()} choose={groups.choose} />
        <Choices
          label="Columns"
          groups={[
            { choices: columns.usual.map(choiceOf) },
            { name: 'Evaluations, the last', choices: columns.measured.map(choiceOf) },
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
        groups={groups}
        selection={selection}
        choose={choose}
      />
      <RunSelectionBar
        selection={selection}
        filter={filterOf(search)}
        total={query.data()?.runs.totalCount ?? 0}
      />
      <Show when={asked()}>
        {(question) => (
          <Switch>
            <Match when={question().choice === 'cancel'}>
              <CancelRun
                run={question().run}
                close={() => setAsked(undefined)}
                confirm={() => actions.act('cancel', question().run.id)}
              />
            </Match>
            <Match when={question().choice === 'rename'}>
              <RenameRun run={question().run} close={() => setAsked(undefined)} />
            </Match>
            <Match when={question().choice === 'tag'}>
              <TagRuns
                ids={[question().run.id]}
                name={question().run.name}
                common={question().run.tags}
                close={() => setAsked(undefined)}
              />
            </Match>
            <Match when={question().choice === 'delete'}>
              <DeleteRuns
                ids={[question().run.id]}
                called={question().run.name}
                close={() => setAsked(undefined)}
                deleted={(ids) => selection.put(ids, false)}
              />
            </Match>
          </Switch>
        )}
      </Show>
    </div>
  );
}

/** What decides of a run's place, and of the numbers beside the filter. */
function placeOf({ status, name, isPinned, archivedAt, tags }: RunRowFragment): string {
  return [status, name, isPinned, archivedAt, ...tags].join(' ');
}

function choiceOf({ id, name }: RunColumn) {
  return { value: id, name };
}
