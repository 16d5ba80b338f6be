import { createQuery } from '@urql/solid';
import { graphql } from '../../graphql/generated/gql.ts';
import { debounced } from '../../ui/debounced.ts';
import { numberText } from '../../ui/format/number.ts';
import { Suggestions } from '../../ui/Suggestions.tsx';

const FacetOptionsDocument = graphql(`
  query FacetOptions($path: String!) {
    traceFacet(path: $path) {
      value
      count
    }
  }
`);

const WAIT = 400;

/** The values that meta has at a path, for a text input whose `list` has this id. */
export function FacetOptions(props: { id: string; path: string }) {
  const path = debounced(() => props.path, WAIT);
  const [result] = createQuery({
    query: FacetOptionsDocument,
    variables: () => ({ path: path() }),
  });
  return (
    <Suggestions
      id={props.id}
      of={(result.data?.traceFacet ?? []).map(({ value, count }) => [
        typeof value === 'string' ? value : JSON.stringify(value),
        `${numberText(count)} traces`,
      ])}
    />
  );
}
