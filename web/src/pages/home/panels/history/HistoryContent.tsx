import { A } from '@solidjs/router';
import { createMemo, createSignal, Show } from 'solid-js';
import { createFreshQuery } from '../../../../graphql/createFreshQuery.ts';
import { graphql } from '../../../../graphql/generated/gql.ts';
import { createSparklines } from '../../../../metrics/createSparklines.ts';
import { numberText } from '../../../../ui/format/number.ts';
import { Rows } from '../../../../ui/Rows.tsx';
import { TableSkeleton } from '../../../../ui/TableSkeleton.tsx';
import { FailureText } from '../FailureText.tsx';
import { HistoryRow } from './HistoryRow.tsx';
import '../../../../ui/table.css';
import '../../../../ui/note.css';
import newestRuns from '../../NewestRuns.module.css';
import panel from '../Panel.module.css';
import css from './HistoryContent.module.css';

const RunHistoryDocument = graphql(`
  query RunHistory($first: Int!) {
    runs(first: $first) {
      totalCount
      edges {
        node {
          ...HistoryRow
        }
      }
    }
  }
`);

/** The newest runs, which appear and change as they do; two of them can be compared. */
export function HistoryContent(props: {
  count: number;
  showMore: () => void;
  detail: string | undefined;
  showDetail: (id: string | undefined) => void;
}) {
  const history = createFreshQuery({
    query: RunHistoryDocument,
    variables: () => ({ first: props.count }),
  });
  const runs = createMemo(() => history.data()?.runs.edges.map(({ node }) => node) ?? []);
  const total = () => history.data()?.runs.totalCount ?? 0;
  const { sparklines } = createSparklines(() => ({ first: props.count }), {
    runs,
    wanted: () => [],
  });
  const [picked, setPicked] = createSignal<string[]>([]);
  const pick = (id: string, isPicked: boolean) =>
    setPicked((before) => [...before.filter((one) => one !== id), ...(isPicked ? [id] : [])]);
  return (
    <div class={css['run-history-content']} data-testid="tunix:run-history-content">
      <div class={panel['panel-actions']}>
        <button type="button" data-testid="tunix:refresh-history-btn" onClick={history.refetch}>
          Refresh
        </button>
        <Show
          when={picked().length >= 2}
          fallback={<span class="faint">Tick two runs to compare them.</span>}
        >
          <A class="button" data-look="primary" href={`/runs/compare?ids=${picked().join(',')}`}>
            Compare
          </A>
        </Show>
      </div>
      <FailureText
        testId="tunix:history-error"
        what="The history can't be read"
        failure={history.failure()}
      />
      <Show
        when={history.data()}
        fallback={
          <Show when={!history.failure()}>
            <TableSkeleton rows={4} />
          </Show>
        }
      >
        <Show
          when={runs().length > 0}
          fallback={
            <p class="empty-note" data-testid="tunix:history-empty">
              No runs found. Execute a run to see history.
            </p>
          }
        >
          <div class={css['run-history-list']} data-testid="tunix:history-list" tabindex="0">
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">
                    <span class="visually-hidden">Compare</span>
                  </th>
                  <th scope="col">Status</th>
                  <th scope="col" class="table-optional">
                    Mode
                  </th>
                  <th scope="col">Dataset</th>
                  <th scope="col" class="table-optional">
                    Model
                  </th>
                  <th scope="col" class="table-number">
                    Duration
                  </th>
                  <th scope="col" class="table-number table-optional">
                    Train loss
                  </th>
                  <th scope="col" class="table-number table-optional">
                    Eval loss
                  </th>
                  <th scope="col" class="table-optional">
                    Started
                  </th>
                  <th scope="col">
                    <span class="visually-hidden">Details</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                <Rows of={runs()}>
                  {(run) => (
                    <HistoryRow
                      run={run()}
                      losses={sparklines().get(run().id)}
                      isPicked={picked().includes(run().id)}
                      pick={(isPicked) => pick(run().id, isPicked)}
                      isOpen={props.detail === run().id}
                      toggle={() =>
                        props.showDetail(props.detail === run().id ? undefined : run().id)
                      }
                    />
                  )}
                </Rows>
              </tbody>
            </table>
          </div>
          <p class={newestRuns['newest-runs-end']}>
            {numberText(runs().length)} of {numberText(total())} runs
            <Show
              when={total() > runs().length && props.count < 100}
              fallback={<A href="/runs">All runs, with filters</A>}
            >
              <button type="button" data-look="link" onClick={() => props.showMore()}>
                Show older runs
              </button>
            </Show>
          </p>
        </Show>
      </Show>
    </div>
  );
}
