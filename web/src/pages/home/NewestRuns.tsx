import { A } from '@solidjs/router';
import { createSubscription } from '@urql/solid';
import { For, onCleanup, Show, untrack } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { hasFailed } from '../../runs/runFacts.ts';
import { createRowKeys } from '../../shell/keys/createRowKeys.ts';
import { numberText } from '../../ui/format/number.ts';
import { Rows } from '../../ui/Rows.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { throttle } from '../../ui/throttle.ts';
import { NewestRun } from './NewestRun.tsx';
import '../../ui/note.css';
import newestRun from './NewestRun.module.css';
import css from './NewestRuns.module.css';

const NewestRunsDocument = graphql(`
  query NewestRuns($first: Int!) {
    runs(first: $first) {
      totalCount
      statuses {
        status
        count
      }
      edges {
        node {
          ...NewestRun
        }
      }
    }
  }
`);

const RunUpdatedDocument = graphql(`
  subscription RunUpdated {
    runUpdated {
      ...NewestRun
    }
  }
`);

const SHOWN = 5;
const WAIT = 2_000;

/** The newest runs, which appear and change while one watches. */
export function NewestRuns() {
  const openedAt = Date.now();
  let list: HTMLOListElement | undefined;
  createRowKeys(() => list, 'li a');
  const newest = createFreshQuery({
    query: NewestRunsDocument,
    variables: { first: SHOWN },
  });
  // The cache puts what arrives into the list; how many have failed is read again.
  const recount = throttle(newest.refetch, WAIT);
  onCleanup(recount.stop);
  createSubscription({ query: RunUpdatedDocument }, (_last, data) => {
    if (hasFailed(data.runUpdated)) untrack(recount.call);
    return data;
  });
  return (
    <section class={css['newest-runs']} aria-labelledby="runs-title">
      <h2 id="runs-title">Newest runs</h2>
      <Loaded query={newest} skeleton={<RunSkeletons />}>
        {(data) => {
          const runs = () => data().runs.edges.map(({ node }) => node);
          const failed = () =>
            data().runs.statuses.find(({ status }) => status === 'FAILED')?.count ?? 0;
          return (
            <Show when={runs().length > 0} fallback={<NoRuns />}>
              <ol class={css['run-list']} ref={list}>
                <Rows of={runs()}>
                  {(run) => (
                    <NewestRun run={run()} isNew={Date.parse(run().createdAt) > openedAt} />
                  )}
                </Rows>
              </ol>
              <p class={css['newest-runs-end']}>
                The newest {numberText(runs().length)} of {numberText(data().runs.totalCount)}
                <Show when={failed()}>
                  {(count) => (
                    <A class={css['newest-runs-failed']} href="/runs?status=FAILED">
                      {numberText(count())} failed
                    </A>
                  )}
                </Show>
                <A href="/runs">All runs</A>
              </p>
            </Show>
          );
        }}
      </Loaded>
    </section>
  );
}

function NoRuns() {
  return (
    <p class="empty-note">
      No runs yet. Start one from a dataset, in GraphiQL or from a program: it appears here as soon
      as it is enqueued.
    </p>
  );
}

function RunSkeletons() {
  return (
    <ol class={css['run-list']} aria-busy="true" aria-label="Loading runs">
      <For each={[24, 31, 20, 27]}>
        {(width) => (
          <li class={newestRun['run-row']}>
            <Skeleton width="9ch" />
            <Skeleton width={`${width}ch`} />
            <Skeleton width="18ch" class={newestRun['run-message']} />
          </li>
        )}
      </For>
    </ol>
  );
}
