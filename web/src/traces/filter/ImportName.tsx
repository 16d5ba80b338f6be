import { createQuery } from '@urql/solid';
import { graphql } from '../../graphql/generated/gql.ts';

const ImportNameDocument = graphql(`
  query ImportName($id: ID!) {
    import(id: $id) {
      id
      name
    }
  }
`);

/** What an import is called; the end of its id until that is known, and of one that is not there. */
export function ImportName(props: { id: string }) {
  const [found] = createQuery({
    query: ImportNameDocument,
    variables: () => ({ id: props.id }),
  });
  return <>{found.data?.import?.name ?? `import …${props.id.slice(-12)}`}</>;
}
