import { createQuery } from '@urql/solid';
import { For } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import { debounced } from '../../ui/debounced.ts';
import { numberText } from '../../ui/format/number.ts';

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
    <datalist id={props.id}>
      <For each={result.data?.traceFacet}>
        {({ value, count }) => (
          <option value={typeof value === 'string' ? value : JSON.stringify(value)}>
            {numberText(count)} traces
          </option>
        )}
      </For>
    </datalist>
  );
}
