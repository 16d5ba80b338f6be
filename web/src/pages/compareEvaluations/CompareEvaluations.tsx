import { useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { readValue, TEXT } from '../../address/codec.ts';
import { Comparison, PAIR } from '../../evaluations/compare/Comparison.tsx';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

const ComparedDocument = graphql(`
  query Compared(
    $baseId: ID!
    $otherId: ID!
    $allowDifferentPins: Boolean!
    $filter: PairFilter
    $after: String
  ) {
    compareEvaluations(
      baseId: $baseId
      otherId: $otherId
      allowDifferentPins: $allowDifferentPins
    ) {
      __typename
      ... on EvaluationComparison {
        difference {
          value
          low
          high
        }
        isTold
        visibleDifference
        test {
          kind
          pValue
        }
        rows
        baseOnly
        otherOnly
        baseAccuracy
        otherAccuracy
        bothRight
        fixed
        broken
        bothWrong
        differentConditions {
          path
          base
          other
        }
        base {
          id
          ...EvaluationSubject
          ...LeakMark
        }
        other {
          id
          startRun {
            ...KeptModels
          }
          ...EvaluationSubject
          ...LeakMark
        }
        noise {
          of
          difference {
            value
            low
            high
          }
        }
        pairs(filter: $filter, orderBy: CHANGED_FIRST, after: $after, first: 20) {
          cursor
          rows {
            ...ComparedRow
          }
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Two evaluations side by side, by their ids in the address. */
export function CompareEvaluations() {
  const [search, setSearch] = useSearchParams();
  const baseId = () => readValue(TEXT, search['base']);
  const otherId = () => readValue(TEXT, search['other']);
  const isAllowed = () => search['unlike'] === '1';
  const query = createFreshQuery({
    query: ComparedDocument,
    variables: () => {
      const pair = readValue(PAIR, search['pair']);
      return {
        baseId: baseId(),
        otherId: otherId(),
        allowDifferentPins: isAllowed(),
        filter: pair ? { pair } : null,
        after: readValue(TEXT, search['after']) || null,
      };
    },
  });
  return (
    <article class="page" data-width="wide">
      <PageHeader
        title="Two evaluations"
        above={[{ href: '/evaluations', name: 'Evaluations' }]}
        actions={
          <button
            type="button"
            onClick={() =>
              setSearch(
                { base: otherId(), other: baseId(), pair: null, after: null },
                { replace: true },
              )
            }
          >
            Swap A and B
          </button>
        }
      >
        The same questions, one by one.
      </PageHeader>
      <Loaded query={query} skeleton={<Skeleton width="30ch" />}>
        {(data) => {
          const answer = () => data().compareEvaluations;
          const compared = () => {
            const found = answer();
            return found.__typename === 'EvaluationComparison' ? found : undefined;
          };
          const refusal = () => {
            const found = answer();
            return 'message' in found ? found : undefined;
          };
          return (
            <Show
              when={compared()}
              fallback={
                <section class="page-part" role="alert">
                  <p>{refusal()?.message}</p>
                  <Show when={refusal()?.__typename === 'DifferentConditionsError'}>
                    <button
                      type="button"
                      onClick={() => setSearch({ unlike: '1' }, { replace: true })}
                    >
                      Compare them all the same
                    </button>
                  </Show>
                </section>
              }
            >
              {(found) => <Comparison of={found()} />}
            </Show>
          );
        }}
      </Loaded>
    </article>
  );
}
