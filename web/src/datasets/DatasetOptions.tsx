import { createQuery } from '@urql/solid';
import { graphql } from '../graphql/generated/gql.ts';
import { numberText } from '../ui/format/number.ts';
import { Suggestions } from '../ui/Suggestions.tsx';

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
    <Suggestions
      id={props.id}
      of={(options.data?.datasets.edges ?? []).map(({ node }) => [
        node.key,
        `${numberText(node.traceCount)} traces`,
      ])}
    />
  );
}
