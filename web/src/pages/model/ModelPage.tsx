import { useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { ModelActions } from '../../models/ModelActions.tsx';
import { ModelVersions } from '../../models/ModelVersions.tsx';
import { Missing } from '../../shell/Missing.tsx';
import { Notes } from '../../shell/Notes.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

const ModelDocument = graphql(`
  query Model($name: String!) {
    model(name: $name) {
      id
      name
      notes
      ...ModelActions
      ...ModelVersions
    }
  }
`);

const NoteModelDocument = graphql(`
  mutation NoteModel($name: String!, $notes: String!) {
    outcome: noteModel(name: $name, notes: $notes) {
      __typename
      ... on RegisteredModel {
        id
        notes
      }
      ... on ValidationError {
        issues {
          message
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

/** A registered model: its versions, where each came from, and how it does. */
export function ModelPage() {
  const params = useParams<{ name: string }>();
  const query = createFreshQuery({
    query: ModelDocument,
    variables: () => ({ name: params.name }),
  });
  return (
    <Loaded query={query} skeleton={<Skeleton width="20ch" />}>
      {(data) => (
        <Show when={data().model} fallback={<Missing noun="model" name={params.name} />}>
          {(model) => (
            <article class="page" data-width="wide">
              <PageHeader
                title={model().name}
                above={[{ href: '/models', name: 'Models' }]}
                actions={<ModelActions model={model()} />}
              >
                <span>
                  Start from a version by <code>{model().name}@champion</code> or by its number.
                </span>
              </PageHeader>
              <Notes
                name={model().name}
                notes={model().notes}
                of={{ name: model().name }}
                document={NoteModelDocument}
              />
              <ModelVersions model={model()} changed={query.refetch} />
            </article>
          )}
        </Show>
      )}
    </Loaded>
  );
}
