import { A, useNavigate } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { createMutation } from '../../graphql/createMutation.ts';
import { failureText } from '../../graphql/failure.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { TraceFilter } from '../../graphql/generated/graphql.ts';
import { FloatingBar } from '../../ui/FloatingBar.tsx';
import { countText, numberText } from '../../ui/format/number.ts';
import { DeleteTraces } from '../DeleteTraces.tsx';
import { addressOf } from '../filter/listQuery.ts';
import { filterQueryOf } from '../filter/traceFilter.ts';
import { keepSelection } from './keptSelection.ts';
import css from './SelectionBar.module.css';
import type { RowSelection } from './selection.ts';

const ScoreSelectionDocument = graphql(`
  mutation ScoreSelection($input: ScoreTracesInput!) {
    outcome: scoreTraces(input: $input) {
      __typename
      ... on ScoreTracesPayload {
        scoredCount
      }
      ... on Error {
        message
      }
    }
  }
`);

// An address that is much longer is refused by servers and proxies.
const MOST_IDS = 200;

/** What can be done with the traces that are selected. */
export function SelectionBar(props: {
  selection: RowSelection;
  query: URLSearchParams;
  total: number | undefined;
  /** Whether there may be more than the total. */
  isFloor: boolean;
  /** The most rows that a dataset has room for. */
  mostBuilt: number;
  say: (text: string) => void;
  scored: () => void;
  deleted: (filter: TraceFilter) => void;
}) {
  const scoring = createMutation();
  const navigate = useNavigate();
  const [isDeleting, setIsDeleting] = createSignal(false);
  const ids = () => [...props.selection.chosen()];
  const count = () => props.selection.count();
  const selectedText = () => {
    const known = count();
    const left = props.selection.except().size;
    if (known === undefined) return left > 0 ? `all but ${numberText(left)}` : 'all';
    return left > 0 ? `${numberText(known)} of ${numberText(props.total ?? 0)}` : numberText(known);
  };
  const hasMore = () => !props.selection.isAll() && (props.total ?? 0) > (count() ?? 0);

  const score = async () => {
    const made = await scoring.mutate(ScoreSelectionDocument, {
      input: { filter: props.selection.filter(), criteria: 'baseline' },
    });
    const failure = scoring.failure();
    if (failure) props.say(`Not scored: ${failureText(failure)}`);
    if (!made) return;
    const { scoredCount } = made;
    props.say(`Scored ${countText(scoredCount, 'trace')}.`);
    props.scored();
  };

  const addressWith = (path: string, more: Record<string, string> = {}) => {
    const query = props.selection.isAll()
      ? filterQueryOf(props.query)
      : new URLSearchParams({ ids: ids().slice(0, MOST_IDS).join(',') });
    const except = [...props.selection.except()];
    if (except.length > 0) query.set('except', except.join(','));
    for (const [name, value] of Object.entries(more)) query.set(name, value);
    return addressOf(path, query);
  };
  /** Room in a dataset for all that is selected. */
  const limit = () => {
    const wanted = props.isFloor && props.selection.isAll() ? props.mostBuilt : (count() ?? 0);
    return String(Math.min(Math.max(wanted, 1), props.mostBuilt));
  };
  /** Whether an address has room for the single traces that it has to name. */
  const isShort = () =>
    (props.selection.isAll() ? props.selection.except().size : ids().length) <= MOST_IDS;
  const canBuild = () => isShort() || (!props.selection.isAll() && ids().length <= props.mostBuilt);
  const build = (event: MouseEvent) => {
    if (isShort()) return;
    event.preventDefault();
    navigate(`/datasets/new?selection=${keepSelection(ids())}&limit=${limit()}`);
  };
  const comparison = () => {
    const [base = '', other = ''] = ids();
    return addressOf('/traces/compare', new URLSearchParams({ base, other }));
  };

  return (
    <FloatingBar label="Selected traces">
      <p>
        <strong data-testid="selected-count">{selectedText()} selected</strong>
        <Show when={hasMore()}>
          <button type="button" data-look="link" onClick={() => props.selection.chooseAll()}>
            Select all {`${numberText(props.total ?? 0)}${props.isFloor ? '+' : ''}`} that match
          </button>
        </Show>
      </p>
      <div class={css['selection-actions']}>
        <button type="button" onClick={score} disabled={scoring.isPending()}>
          {scoring.isPending() ? 'Scoring…' : 'Score'}
        </button>
        <Show when={!props.selection.isAll() && ids().length === 2}>
          <A class="button" href={comparison()}>
            Compare
          </A>
        </Show>
        <Show
          when={canBuild()}
          fallback={
            <button
              type="button"
              disabled
              title={`Up to ${MOST_IDS} single traces; for more, filter the list and select all that match`}
            >
              Build dataset
            </button>
          }
        >
          <A class="button" href={addressWith('/datasets/new', { limit: limit() })} onClick={build}>
            Build dataset
          </A>
          <Show when={isShort()}>
            <A class="button" href={addressWith('/reviews/new')}>
              Review
            </A>
            <A class="button" href={addressWith('/judges')}>
              Judge
            </A>
          </Show>
        </Show>
        <button type="button" data-look="danger" onClick={() => setIsDeleting(true)}>
          Delete…
        </button>
        <button type="button" data-look="link" onClick={() => props.selection.clearUndoably()}>
          Clear
        </button>
      </div>
      <Show when={isDeleting()}>
        <DeleteTraces
          filter={props.selection.filter()}
          count={count()}
          close={() => setIsDeleting(false)}
          deleted={props.deleted}
          say={props.say}
        />
      </Show>
    </FloatingBar>
  );
}
