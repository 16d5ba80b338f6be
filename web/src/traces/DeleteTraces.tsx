import { Show } from 'solid-js';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { TraceFilter } from '../graphql/generated/graphql.ts';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { countText } from '../ui/format/number.ts';
import { ProblemBox } from '../ui/ProblemBox.tsx';
import { Prose } from '../ui/Prose.tsx';

const DeleteTracesDocument = graphql(`
  mutation DeleteTraces($filter: TraceFilter!) {
    outcome: deleteMatchingTraces(filter: $filter) {
      __typename
      ... on DeleteTracesPayload {
        deletedCount
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Asks before all traces that pass a filter are deleted, and says why they can't be. */
export function DeleteTraces(props: {
  filter: TraceFilter;
  count: number | undefined;
  close: () => void;
  deleted: (filter: TraceFilter) => void;
  say: (text: string) => void;
}) {
  const deletion = createMutation();
  const remove = async () => {
    const { filter } = props;
    const made = await deletion.mutate(DeleteTracesDocument, { filter });
    if (!made) return;
    // Whoever hears of it may take this dialog away.
    props.deleted(filter);
    props.say(`Deleted ${tracesText(made.deletedCount)}.`);
    props.close();
  };
  return (
    <Dialog title={`Delete ${tracesText(props.count)}?`} close={props.close}>
      <p>
        {props.count === 1 ? 'Its scores go with it' : 'Their scores go with them'}, and there is no
        way back. If a dataset holds one of them, none is deleted: delete the dataset first.
      </p>
      <Show when={deletion.failure()}>
        {(failure) => (
          <ProblemBox>
            <Prose text={failureText(failure())} />
          </ProblemBox>
        )}
      </Show>
      <Show when={deletion.isPending()}>
        <p role="status">Deleting {tracesText(props.count)}. Closing this does not stop it.</p>
      </Show>
      <DialogActions>
        <button type="button" onClick={() => props.close()}>
          {deletion.isPending() ? 'Close' : 'Cancel'}
        </button>
        <button type="button" data-look="danger" onClick={remove} disabled={deletion.isPending()}>
          {deletion.isPending() ? 'Deleting…' : 'Delete'}
        </button>
      </DialogActions>
    </Dialog>
  );
}

function tracesText(count: number | undefined): string {
  return count === undefined ? 'all matching traces' : countText(count, 'trace');
}
