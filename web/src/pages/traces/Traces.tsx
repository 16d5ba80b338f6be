import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { MOST_ROWS } from '../../../../server/datasets/limits.ts';
import { LeftOut } from '../../address/LeftOut.tsx';
import { createTakeFiles } from '../../imports/createTakeFiles.ts';
import { DropTarget } from '../../imports/DropTarget.tsx';
import { Imports } from '../../imports/Imports.tsx';
import { createKeys } from '../../shell/keys/keys.ts';
import { Chips } from '../../traces/filter/Chips.tsx';
import { Search } from '../../traces/filter/Filters.tsx';
import { addressOf, LIST_CODECS } from '../../traces/filter/listQuery.ts';
import { filterQueryOf } from '../../traces/filter/traceFilter.ts';
import { SelectionBar } from '../../traces/list/SelectionBar.tsx';
import { numberText } from '../../ui/format/number.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { createTracesPage, type TracesPage } from './createTracesPage.ts';
import { Listing } from './Listing.tsx';
import { Side } from './Side.tsx';
import css from './Traces.module.css';

// What is left out of the filter, the filter's own parts say.

/** All traces: found, looked through, selected, and brought in. */
export function Traces() {
  let search: HTMLInputElement | undefined;
  const page = createTracesPage();
  const takeFiles = createTakeFiles();
  const { address } = page;
  const reviewAddress = () => addressOf('/reviews/new', filterQueryOf(address.query()));
  createKeys({
    '/': () => search?.focus(),
    Escape: () => page.selection.clearUndoably(),
  });
  return (
    <div class={css['traces']} data-width="wide">
      <PageHeader
        title="Traces"
        actions={
          <>
            <A class="button" href="/judges">
              Judges
            </A>
            <A class="button" href={reviewAddress()}>
              Review
            </A>
            <A class="button" data-look="primary" href="/imports/new">
              Import
            </A>
          </>
        }
      />
      <DropTarget take={takeFiles} />
      <Imports />
      <div class={css['traces-columns']}>
        <Side page={page} />
        <section class={css['traces-main']} aria-label="List">
          <div class={css['traces-tools']}>
            <Search
              address={address}
              ref={(input) => {
                search = input;
              }}
            />
            <p
              class={css['traces-count']}
              role="status"
              aria-busy={page.count() === undefined && !page.hasFailed()}
              data-testid="trace-count"
            >
              {page.hasFailed() ? '' : countText(page)}
            </p>
          </div>
          <LeftOut of={LIST_CODECS} />
          <Chips address={address} />
          <News page={page} />
          <Listing page={page} />
          <Show when={!page.selection.isEmpty()}>
            <SelectionBar
              selection={page.selection}
              query={address.query()}
              total={page.count()}
              isFloor={page.isFloor()}
              mostBuilt={MOST_ROWS}
              say={page.say}
              scored={page.scored}
              deleted={page.deleted}
            />
          </Show>
        </section>
      </div>
    </div>
  );
}

/** What was done, and whether the list is still as it was read. */
function News(props: { page: TracesPage }) {
  return (
    <div class={css['traces-news']} role="status">
      <Show when={props.page.said()}>{(text) => <p class={css['traces-said']}>{text()}</p>}</Show>
      <Show when={props.page.isOutdated()}>
        <p class={css['traces-said']}>
          The list has changed since it was read.
          <button type="button" data-look="link" onClick={props.page.reload}>
            Show it as it is now
          </button>
        </p>
      </Show>
    </div>
  );
}

function countText({ count, isFloor, unindexed, isFiltered }: TracesPage): string {
  const total = count();
  if (total === undefined) return 'Counting…';
  const rest = unindexed() > 0 ? `; ${numberText(unindexed())} more are being indexed` : '';
  if (total === 0 && rest) return `None matches yet${rest}`;
  const number = `${numberText(total)}${isFloor() ? '+' : ''}`;
  const isOne = total === 1 && !isFloor();
  const noun = isOne ? 'trace' : 'traces';
  if (!isFiltered()) return `${number} ${noun}`;
  return `${number} ${noun} ${isOne ? 'matches' : 'match'}${rest}`;
}
