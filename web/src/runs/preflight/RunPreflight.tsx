import { createEffect, on, Show } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { PreflightReport } from './PreflightReport.tsx';
import '../../ui/note.css';

const RunPreflightDocument = graphql(`
  query RunPreflight($id: ID!) {
    run(id: $id) {
      id
      preflight {
        ...PreflightReport
      }
    }
  }
`);

/** What a dry run found. */
export function RunPreflight(props: { runId: string; isEnded: boolean }) {
  const query = createFreshQuery({
    query: RunPreflightDocument,
    variables: () => ({ id: props.runId }),
  });
  createEffect(on(() => props.isEnded, query.refetch, { defer: true }));
  return (
    <Loaded query={query} skeleton={<Skeleton width="50%" />}>
      {(data) => (
        <Show
          when={data().run?.preflight}
          fallback={
            <p class="empty-note">
              {props.isEnded
                ? 'This run ended before its checks were made. The message above says why.'
                : 'The checks appear here when they are made.'}
            </p>
          }
        >
          {(preflight) => <PreflightReport preflight={preflight()} runId={props.runId} />}
        </Show>
      )}
    </Loaded>
  );
}
