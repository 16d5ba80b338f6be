import { createQuery } from '@urql/solid';
import { For } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import { numberText } from '../ui/format/number.ts';

const DatasetOptionsDocument = graphql(`
  query DatasetOptions {
    datasets(first: 100) {
      edges {
        node {
          id
          key
          traceCount
        }
      }
    }
  }
`);

/** The newest datasets, for a text input whose `list` has this id. */
export function DatasetOptions(props: { id: string }) {
  const [options] = createQuery({ query: DatasetOptionsDocument });
  return (
    <datalist id={props.id}>
      <For each={options.data?.datasets.edges}>
        {({ node }) => <option value={node.key}>{numberText(node.traceCount)} traces</option>}
      </For>
    </datalist>
  );
}
