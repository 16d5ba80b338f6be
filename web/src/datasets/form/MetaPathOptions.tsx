import { createQuery } from '@urql/solid';
import { graphql } from '../../graphql/generated/gql.ts';
import { Suggestions } from '../../ui/Suggestions.tsx';

const MetaPathOptionsDocument = graphql(`
  query MetaPathOptions {
    traceMetaPaths
  }
`);

/** The paths that meta has, for text inputs whose `list` has this id. */
export function MetaPathOptions(props: { id: string; others?: string[] }) {
  const [result] = createQuery({ query: MetaPathOptionsDocument });
  return (
    <Suggestions
      id={props.id}
      of={[...(props.others ?? []), ...(result.data?.traceMetaPaths ?? [])].map((path) => [path])}
    />
  );
}
