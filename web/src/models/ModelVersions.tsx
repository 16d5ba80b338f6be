import { For } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { ModelVersionsFragment } from '../graphql/generated/graphql.ts';
import { ModelVersion } from './ModelVersion.tsx';

graphql(`
  fragment ModelVersions on RegisteredModel {
    id
    name
    versions {
      id
      version
      ...ModelVersion
    }
  }
`);

/** The versions of a model, the newest first, each with where it came from and what it can do. */
export function ModelVersions(props: { model: ModelVersionsFragment; changed: () => void }) {
  return (
    <For each={props.model.versions}>
      {(version) => (
        <ModelVersion
          name={props.model.name}
          version={version}
          others={props.model.versions}
          changed={props.changed}
        />
      )}
    </For>
  );
}
