import { createQuery } from '@urql/solid';
import { type Accessor, createMemo } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import { debounced } from '../../ui/debounced.ts';
import { idChoices, listChoices, someOfEach, traceChoice } from './findings.ts';
import { type Choice, matching, PAGES } from './pages.ts';

const PaletteListsDocument = graphql(`
  query PaletteLists {
    datasets(first: 50) {
      edges {
        node {
          id
          key
          traceCount
        }
      }
    }
    manifests(first: 50) {
      edges {
        node {
          id
          modelId
          datasetKey
        }
      }
    }
    runs(first: 50) {
      edges {
        node {
          id
          name
          status
          modelId
        }
      }
    }
    models(first: 20) {
      edges {
        node {
          id
          name
          versions {
            id
            aliases
          }
        }
      }
    }
  }
`);

const PaletteIdDocument = graphql(`
  query PaletteId($id: ID!, $key: String!) {
    trace(id: $id) {
      id
      prompt
    }
    run(id: $id) {
      id
      name
      status
      modelId
    }
    manifest(id: $id) {
      id
      modelId
      datasetKey
    }
    dataset(key: $key) {
      id
      key
      traceCount
    }
  }
`);

const PaletteTracesDocument = graphql(`
  query PaletteTraces($search: String!) {
    traces(first: 5, filter: { search: $search }) {
      edges {
        node {
          id
          prompt
        }
      }
    }
  }
`);

const WAIT = 150;
const SHORTEST_SEARCH = 3;

/** What a text may mean: pages and deeds at once, then what the server has by that id, key or text. */
export function createFindings(text: Accessor<string>): {
  choices: Accessor<Choice[]>;
  isSearching: Accessor<boolean>;
} {
  const wanted = createMemo(() => text().trim());
  const settled = debounced(wanted, WAIT);
  const isTooShort = () => settled().length < SHORTEST_SEARCH;
  const [lists] = createQuery({ query: PaletteListsDocument });
  const [byId] = createQuery({
    query: PaletteIdDocument,
    variables: () => ({ id: settled(), key: settled() }),
    pause: isTooShort,
  });
  const [traces] = createQuery({
    query: PaletteTracesDocument,
    variables: () => ({ search: settled() }),
    pause: isTooShort,
  });
  const isSettled = () => settled() === wanted() && !isTooShort();
  const found = () => [
    ...(isSettled() && byId.data ? idChoices(byId.data) : []),
    ...(lists.data && wanted() ? someOfEach(listChoices(lists.data), wanted()) : []),
    ...(isSettled() ? (traces.data?.traces.edges ?? []) : []).map(({ node }) => traceChoice(node)),
  ];
  const choices = createMemo(() => {
    const all = [...matching(PAGES, wanted()), ...found(), ...searchChoices(wanted())];
    return [...new Map(all.map((choice) => [choice.id, choice])).values()];
  });
  return { choices, isSearching: () => !isTooShort() && (byId.fetching || traces.fetching) };
}

function searchChoices(text: string): Choice[] {
  if (!text) return [];
  const href = `/traces?${new URLSearchParams({ search: text })}`;
  return [{ id: 'search', group: 'Traces', name: `Search all traces for “${text}”`, href }];
}
