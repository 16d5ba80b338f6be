import { For, Show } from 'solid-js';
import { integer } from '../../address/codec.ts';
import { createAddressValue } from '../../address/createAddressValue.ts';
import { LeftOut } from '../../address/LeftOut.tsx';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { createKeys } from '../../shell/keys/keys.ts';
import { numberText } from '../../ui/format/number.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ComparedPair } from '../ComparedPair.tsx';

const DatasetPairsDocument = graphql(`
  query DatasetPairs($key: String!, $from: Int!) {
    dataset(key: $key) {
      id
      pairs(first: 10, from: $from) {
        edges {
          node {
            position
            split
            chosenScore
            rejectedScore
            chosen {
              ...PairSide
            }
            rejected {
              ...PairSide
            }
          }
        }
      }
    }
  }
`);

const PAGE = 10;

/** The pairs in the dataset's order, ten at a time, side by side. */
export function DatasetPairs(props: { datasetKey: string; count: number }) {
  const codec = integer({ min: 1, max: props.count }, 1);
  const [pair, setPair] = createAddressValue('pair', codec);
  const from = () => Math.floor((pair() - 1) / PAGE) * PAGE;
  const query = createFreshQuery({
    query: DatasetPairsDocument,
    variables: () => ({ key: props.datasetKey, from: from() }),
  });
  const go = (by: number) => {
    const next = from() + by * PAGE + 1;
    if (next >= 1 && next <= props.count) setPair(next);
  };
  createKeys({ j: () => go(1), k: () => go(-1) });
  return (
    <section class="page-part" aria-labelledby="pairs">
      <h2 id="pairs">Pairs</h2>
      <LeftOut of={{ pair: codec }} />
      <nav aria-label="Pages of pairs">
        <button type="button" disabled={from() === 0} onClick={() => go(-1)}>
          Earlier
        </button>{' '}
        <span data-testid="pairs-shown">
          {numberText(from() + 1)} to {numberText(Math.min(from() + PAGE, props.count))} of{' '}
          {numberText(props.count)}
        </span>{' '}
        <button type="button" disabled={from() + PAGE >= props.count} onClick={() => go(1)}>
          Later
        </button>
      </nav>
      <Loaded query={query} skeleton={<Skeleton width="70%" />}>
        {(data) => (
          <Show when={data().dataset}>
            {(dataset) => (
              <For each={dataset().pairs.edges}>
                {({ node }) => (
                  <ComparedPair
                    chosen={node.chosen}
                    rejected={node.rejected}
                    chosenScore={node.chosenScore}
                    rejectedScore={node.rejectedScore}
                  />
                )}
              </For>
            )}
          </Show>
        )}
      </Loaded>
    </section>
  );
}
