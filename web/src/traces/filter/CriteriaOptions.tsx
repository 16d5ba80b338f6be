import { createQuery } from '@urql/solid';
import { graphql } from '../../graphql/generated/gql.ts';
import { numberText } from '../../ui/format/number.ts';
import { Suggestions } from '../../ui/Suggestions.tsx';

const CriteriaDocument = graphql(`
  query CriteriaOptions {
    criteria {
      criteria
      traceCount
      stepCount
    }
  }
`);

/** What traces were judged by, for a text input whose `list` has this id. */
export function CriteriaOptions(props: { id: string }) {
  const [result] = createQuery({ query: CriteriaDocument });
  return (
    <Suggestions
      id={props.id}
      of={(result.data?.criteria ?? []).map(({ criteria, traceCount, stepCount }) => [
        criteria,
        traceCount > 0 ? `${numberText(traceCount)} traces` : `${numberText(stepCount)} steps only`,
      ])}
    />
  );
}
