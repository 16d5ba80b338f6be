import { A, useSearchParams } from '@solidjs/router';
import { createSubscription } from '@urql/solid';
import { createMemo, createSignal, onCleanup, Show, untrack } from 'solid-js';
import { LIST } from '../../address/codec.ts';
import { createAddressValue } from '../../address/createAddressValue.ts';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { RunRowFragment } from '../../graphql/generated/graphql.ts';
import { createSparklines } from '../../metrics/createSparklines.ts';
import { RunLosses } from '../../metrics/RunLosses.tsx';
import { CancelRun } from '../../runs/CancelRun.tsx';
import { createRunActions } from '../../runs/createRunActions.ts';
import { RunFilters } from '../../runs/RunFilters.tsx';
import { RunProblem } from '../../runs/RunProblem.tsx';
import { RunsTable } from '../../runs/RunsTable.tsx';
import { filterOf } from '../../runs/runFilter.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { pageOf } from '../../ui/Pager.tsx';
import { throttle } from '../../ui/throttle.ts';
import { NoRuns } from './NoRuns.tsx';

const RunsDocument = graphql(`
  query Runs($first: Int, $after: String, $last: Int, $before: String, $filter: RunFilter) {
    runs(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      totalCount
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
  const [search] = useSearchParams();
  const actions = createRunActions();
  const [cancelled, setCancelled] = createSignal<RunRowFragment>();
  const page = () => ({ ...pageOf(search), filter: filterOf(search) });
  const query = createFreshQuery({ query: RunsDocument, variables: page });
  const runs = createMemo(
    () => new Map(query.data()?.runs.edges.map(({ node }) => [node.id, node]) ?? []),
  );
  const sparklines = createSparklines(page, () => runs().values());

  // The cache changes runs that are here; new ones, and those that a filter now means, are read again.
  const refetch = throttle(query.refetch, WAIT);
  onCleanup(refetch.stop);
  const statuses = new Map<string, string>();
  createSubscription({ query: RunsChangedDocument }, (_last, data) => {
    untrack(() => {
      const run = data.runUpdated;
      const isMoved = statuses.has(run.id) && statuses.get(run.id) !== run.status;
      const isNew = !statuses.has(run.id) && !runs().has(run.id);
      statuses.set(run.id, run.status);
      if (isNew || (isMoved && filterOf(search)?.status)) refetch.call();
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
          <>
            <Show when={selected().length > 0}>
              <button type="button" data-look="link" onClick={() => setSelected([])}>
                Clear the selection
              </button>
            </Show>
            <A
              class="button"
              href={`/runs/compare?ids=${selected().join(',')}`}
              aria-disabled={selected().length < 2}
              onClick={(event) => selected().length < 2 && event.preventDefault()}
              title={`Select two to ${MOST_COMPARED} runs to compare them`}
            >
              Compare {selected().length > 0 ? `${selected().length} selected` : ''}
            </A>
            <A class="button" data-look="primary" href="/manifests/new">
              New run
            </A>
          </>
        }
      >
        Dry runs check what training would do; trainings drive Tunix. They go on whether this page
        is open or not.
      </PageHeader>
      <RunFilters />
      <RunProblem actions={actions} />
      <RunsTable
        query={query}
        counted={filterOf(search) ? 'match' : 'in all'}
        empty={<NoRuns isFiltered={filterOf(search) !== null} />}
        losses={(id) => <RunLosses losses={sparklines().get(id) ?? []} />}
        selected={selected()}
        select={select}
        choose={(choice, run) =>
          choice === 'cancel' ? setCancelled(run) : actions.act(choice, run.id)
        }
      />
      <Show when={cancelled()}>
        {(run) => (
          <CancelRun
            run={run()}
            close={() => setCancelled(undefined)}
            confirm={() => actions.act('cancel', run().id)}
          />
        )}
      </Show>
    </div>
  );
}
