import { createMutation } from '../../graphql/createMutation.ts';
import { failureText } from '../../graphql/failure.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { MarkRunsInput } from '../../graphql/generated/graphql.ts';
import { showToast } from '../../shell/toasts/toasts.ts';

const MarkRunsDocument = graphql(`
  mutation MarkRuns($input: MarkRunsInput!) {
    outcome: markRuns(input: $input) {
      __typename
      ... on MarkedRuns {
        runs {
          id
          isPinned
          archivedAt
          tags
        }
      }
      ... on ValidationError {
        issues {
          path
          message
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Pins runs, puts them aside and tags them. What was put aside can be taken back at once. */
export function createRunMarks() {
  const marking = createMutation();
  const mark = (input: MarkRunsInput) => marking.mutate(MarkRunsDocument, { input });
  const archive = async (ids: string[], isArchived: boolean) => {
    if (!(await mark({ ids, isArchived }))) return tellFailure();
    const what = ids.length === 1 ? 'The run is' : `${ids.length} runs are`;
    showToast(`${what} ${isArchived ? 'put aside' : 'back'}`, {
      name: 'Undo',
      run: () => void archive(ids, !isArchived),
    });
  };
  const tellFailure = () => {
    const failure = marking.failure();
    if (failure) showToast(failureText(failure));
  };
  return {
    mark,
    archive,
    /** Pins a run or puts it aside; one that is already, the other way round. */
    async turn(
      choice: 'pin' | 'archive',
      run: { id: string; isPinned: boolean; archivedAt: unknown },
    ) {
      if (choice === 'archive') return archive([run.id], run.archivedAt === null);
      if (!(await mark({ ids: [run.id], isPinned: !run.isPinned }))) tellFailure();
    },
    failure: marking.failure,
    isPending: marking.isPending,
    forget: marking.forget,
  };
}
