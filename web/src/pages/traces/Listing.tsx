import { A } from '@solidjs/router';
import { Match, Switch } from 'solid-js';
import { Problem } from '../../graphql/Problem.tsx';
import { Samples } from '../../imports/Samples.tsx';
import { TraceSkeletons, TraceTable } from '../../traces/list/TraceTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import type { TracesPage } from './createTracesPage.ts';

/** The list, or why there is none. */
export function Listing(props: { page: TracesPage }) {
  const list = () => props.page.list;
  return (
    <>
      <Switch>
        <Match when={props.page.hasFailed()}>{null}</Match>
        <Match when={list().rows().length > 0}>
          <TraceTable
            list={list()}
            address={props.page.address}
            selection={props.page.selection}
            total={props.page.isFloor() ? undefined : props.page.count()}
          />
        </Match>
        <Match when={props.page.isEmpty() && props.page.isFiltered()}>
          <EmptyState
            title={props.page.unindexed() > 0 ? 'No trace matches yet' : 'No trace matches'}
          >
            <p>
              {props.page.unindexed() > 0
                ? 'Many traces were stored just now, and are being made ready to be searched.'
                : 'Drop one of the filters above, or widen a range.'}
            </p>
          </EmptyState>
        </Match>
        <Match when={props.page.isEmpty()}>
          <EmptyState title="No traces yet">
            <p>
              A trace is a prompt, the steps of reasoning that lead from it, and a final answer.{' '}
              <A href="/imports/new">Import some</A>, or drop a file here.
            </p>
            <Samples />
          </EmptyState>
        </Match>
        <Match when={!list().failure()}>
          <TraceSkeletons count={12} isFirst />
        </Match>
      </Switch>
      {/* After the rows: that is where one looks who waits for more of them. */}
      <Problem failure={list().failure()} retry={list().retry} />
    </>
  );
}
