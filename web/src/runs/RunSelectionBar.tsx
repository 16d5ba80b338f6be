import { A } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { MOST_MARKED } from '../../../server/runs/markLimits.ts';
import { ask } from '../graphql/ask.ts';
import { explainError, failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunFilter } from '../graphql/generated/graphql.ts';
import { showToast } from '../shell/toasts/toasts.ts';
import { FloatingBar } from '../ui/FloatingBar.tsx';
import { numberText } from '../ui/format/number.ts';
import type { RunSelection } from './createRunSelection.ts';
import { DeleteRuns } from './DeleteRuns.tsx';
import { createRunMarks } from './marks/createRunMarks.ts';
import { TagRuns } from './marks/TagRuns.tsx';
import css from './RunSelectionBar.module.css';

const RunIdsDocument = graphql(`
  query RunIds($filter: RunFilter) {
    runIds(filter: $filter)
  }
`);

const MOST_COMPARED = 6;

/** What can be done with the runs that are selected. */
export function RunSelectionBar(props: {
  selection: RunSelection;
  filter: RunFilter | null;
  /** How many runs the filter passes. */
  total: number;
}) {
  const [isDeleting, setDeleting] = createSignal(false);
  const [isTagging, setTagging] = createSignal(false);
  const marks = createRunMarks();
  const isMarkable = () => count() <= MOST_MARKED;
  const isAside = () => props.filter?.archived === 'ALONE';
  const count = () => props.selection.ids().length;
  const isComparable = () => count() > 1 && count() <= MOST_COMPARED;
  const selectAll = async () => {
    try {
      const { runIds } = await ask(RunIdsDocument, { filter: props.filter });
      props.selection.choose(runIds);
    } catch (error) {
      showToast(failureText(explainError(error)));
    }
  };
  return (
    <Show when={count() > 0}>
      <FloatingBar label="Selected runs">
        <p>
          {numberText(count())} selected
          <Show when={props.total > count()}>
            <button type="button" data-look="link" onClick={selectAll}>
              Select all {numberText(props.total)} {props.filter ? 'that match' : ''}
            </button>
          </Show>
          <button type="button" data-look="link" onClick={() => props.selection.clear()}>
            Clear the selection
          </button>
        </p>
        <div class={css['run-selection']}>
          <A
            class="button"
            href={`/runs/compare?ids=${props.selection.ids().slice(0, MOST_COMPARED).join(',')}`}
            aria-disabled={!isComparable()}
            onClick={(event) => isComparable() || event.preventDefault()}
            title={`Select two to ${MOST_COMPARED} runs to compare them`}
          >
            Compare {numberText(count())} selected
          </A>
          <button type="button" disabled={!isMarkable()} onClick={() => setTagging(true)}>
            Tag…
          </button>
          <button
            type="button"
            disabled={!isMarkable()}
            onClick={() => void marks.archive(props.selection.ids(), !isAside())}
          >
            {isAside() ? 'Take back' : 'Put aside'}
          </button>
          <button type="button" data-look="danger" onClick={() => setDeleting(true)}>
            Delete…
          </button>
        </div>
        <Show when={isTagging()}>
          <TagRuns ids={props.selection.ids()} common={[]} close={() => setTagging(false)} />
        </Show>
        <Show when={isDeleting()}>
          <DeleteRuns
            ids={props.selection.ids()}
            called={count() === 1 ? 'the selected run' : `${numberText(count())} runs`}
            close={() => setDeleting(false)}
            deleted={(ids) => props.selection.put(ids, false)}
          />
        </Show>
      </FloatingBar>
    </Show>
  );
}
