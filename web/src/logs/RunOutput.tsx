import { createEffect, on, Show } from 'solid-js';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { Loaded } from '../graphql/Loaded.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Snippet } from '../ui/Snippet.tsx';
import '../ui/note.css';

const RunOutputDocument = graphql(`
  query RunOutput($id: ID!) {
    run(id: $id) {
      id
      stdout
      stderr
    }
  }
`);

/** What a run without a log of its own says, such as a dry run; or that it has said nothing. */
export function RunOutput(props: { runId: string; isEnded: boolean }) {
  const query = createFreshQuery({
    query: RunOutputDocument,
    variables: () => ({ id: props.runId }),
  });
  createEffect(on(() => props.isEnded, query.refetch, { defer: true }));
  return (
    <Loaded query={query} skeleton={<Skeleton width="60%" />}>
      {(data) => (
        <Show
          when={data().run?.stdout || data().run?.stderr}
          fallback={
            <p class="empty-note">
              {props.isEnded
                ? 'This run printed nothing.'
                : 'Nothing is printed yet. Lines appear here as they come.'}
            </p>
          }
        >
          <Show when={data().run?.stdout}>
            {(text) => <Snippet title="stdout" code={text()} />}
          </Show>
          <Show when={data().run?.stderr}>
            {(text) => <Snippet title="stderr" code={text()} />}
          </Show>
        </Show>
      )}
    </Loaded>
  );
}
