import { type OperationResult, useClient } from '@urql/solid';
import { createSignal, onCleanup, Show } from 'solid-js';
import { createMutation } from '../graphql/createMutation.ts';
import { explainError, failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { MatchingIdsQuery, TraceFilter } from '../graphql/generated/graphql.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { numberText } from '../ui/format/number.ts';
import { Prose } from '../ui/Prose.tsx';

const DeleteTracesDocument = graphql(`
  mutation DeleteTraces($ids: [ID!]!) {
    outcome: deleteTraces(ids: $ids) {
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

const MatchingIdsDocument = graphql(`
  query MatchingIds($after: String, $filter: TraceFilter) {
    traces(first: 100, after: $after, filter: $filter) {
      edges {
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Asks before traces are deleted, and says why some can't be. Without `ids`, all that pass the filter are meant. */
export function DeleteTraces(props: {
  ids: string[] | undefined;
  filter: TraceFilter;
  count: number | undefined;
  close: () => void;
  deleted: (ids: ReadonlySet<string>) => void;
  say: (text: string) => void;
}) {
  const client = useClient();
  const deletion = createMutation();
  const [isAtWork, setIsAtWork] = createSignal(false);
  const [deletedCount, setDeletedCount] = createSignal(0);
  const [problem, setProblem] = createSignal<string>();
  let isStopped = false;
  onCleanup(() => {
    isStopped = true;
  });

  async function* batches(): AsyncGenerator<string[]> {
    if (props.ids) {
      yield props.ids;
      return;
    }
    for (let after: string | null | undefined = null; after !== undefined; ) {
      const { data, error }: OperationResult<MatchingIdsQuery> = await client.query(
        MatchingIdsDocument,
        { after, filter: props.filter },
        { requestPolicy: 'network-only' },
      );
      if (!data) throw error;
      yield data.traces.edges.map(({ node }) => node.id);
      after = data.traces.pageInfo.hasNextPage ? data.traces.pageInfo.endCursor : undefined;
    }
  }

  const remove = async () => {
    setIsAtWork(true);
    setProblem(undefined);
    const gone = new Set<string>();
    try {
      for await (const ids of batches()) {
        if (isStopped) break;
        const made = await deletion.mutate(DeleteTracesDocument, { ids });
        const failure = deletion.failure();
        if (failure) setProblem(failureText(failure));
        if (!made) break;
        for (const id of ids) gone.add(id);
        setDeletedCount((before) => before + made.deletedCount);
      }
    } catch (error) {
      setProblem(failureText(explainError(error)));
    }
    const wasStopped = isStopped;
    setIsAtWork(false);
    // Whoever hears of it may take this dialog away.
    if (gone.size > 0) props.deleted(gone);
    if (problem() && !wasStopped) return;
    props.say(
      `Deleted ${tracesText(deletedCount())}.${wasStopped ? ' Stopped before the rest.' : ''}`,
    );
    props.close();
  };

  return (
    <Dialog title={`Delete ${tracesText(props.count)}?`} close={props.close}>
      <p>
        {props.count === 1 ? 'Its scores go with it' : 'Their scores go with them'}, and there is no
        way back. If a dataset holds one of them, none is deleted: delete the dataset first.
      </p>
      <Show when={problem()}>
        {(text) => (
          <div class="problem" role="alert">
            <Prose text={text()} />
            <Show when={!props.ids}>
              <p>Deleted before that: {tracesText(deletedCount())}.</p>
            </Show>
          </div>
        )}
      </Show>
      <Show when={isAtWork() && !props.ids}>
        <p role="status">
          Deleted {numberText(deletedCount())} of {tracesText(props.count)}. Closing this stops it.
        </p>
      </Show>
      <div class="dialog-actions">
        <button type="button" onClick={() => props.close()}>
          {isAtWork() ? 'Stop' : 'Cancel'}
        </button>
        <button type="button" data-look="danger" onClick={remove} disabled={isAtWork()}>
          {isAtWork() ? 'Deleting…' : 'Delete'}
        </button>
      </div>
    </Dialog>
  );
}

function tracesText(count: number | undefined): string {
  if (count === undefined) return 'all matching traces';
  return `${numberText(count)} ${count === 1 ? 'trace' : 'traces'}`;
}
