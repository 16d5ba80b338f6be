import { createQuery } from '@urql/solid';
import { For } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';

const MetaPathOptionsDocument = graphql(`
  query MetaPathOptions {
    traceMetaPaths
  }
`);

/** The paths that meta has, for text inputs whose `list` has this id. */
export function MetaPathOptions(props: { id: string; others?: string[] }) {
  const [result] = createQuery({ query: MetaPathOptionsDocument });
  return (
    <datalist id={props.id}>
      <For each={[...(props.others ?? []), ...(result.data?.traceMetaPaths ?? [])]}>
        {(path) => <option value={path} />}
      </For>
    </datalist>
  );
}
