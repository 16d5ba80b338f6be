import { A, useSearchParams } from '@solidjs/router';
import { createQuery } from '@urql/solid';
import { createSignal, Match, Show, Switch } from 'solid-js';
import { explainError, explainRefusal, isGranted } from '../../../../graphql/failure.ts';
import { graphql } from '../../../../graphql/generated/gql.ts';
import { Field } from '../../../../ui/Field.tsx';
import { Skeleton } from '../../../../ui/Skeleton.tsx';
import { FailureText } from '../FailureText.tsx';
import panel from '../Panel.module.css';
import { Panel } from '../Panel.tsx';
import { ComparedTrace } from './ComparedTrace.tsx';
import css from './ComparePanel.module.css';

const EvaluatedTracesDocument = graphql(`
  query EvaluatedTraces($baseId: ID!, $otherId: ID!) {
    compareTraces(baseId: $baseId, otherId: $otherId) {
      __typename
      ... on TraceComparison {
        base {
          ...EvaluatedTrace
        }
        other {
          ...EvaluatedTrace
        }
      }
      ... on NotFoundError {
        message
      }
    }
  }
`);

/** Two traces and their scores side by side. `?base=` and `?other=` say which. */
export function ComparePanel() {
  const [search, setSearch] = useSearchParams<{ base: string; other: string }>();
  const [base, setBase] = createSignal(search.base ?? '');
  const [other, setOther] = createSignal(search.other ?? '');
  const [result, execute] = createQuery({
    query: EvaluatedTracesDocument,
    variables: () => ({ baseId: search.base ?? '', otherId: search.other ?? '' }),
    pause: () => !search.base || !search.other,
  });
  const wanted = () => ({ base: base().trim(), other: other().trim() });
  const isReady = () => Boolean(wanted().base && wanted().other);
  const compare = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isReady()) return;
    const isSame = wanted().base === search.base && wanted().other === search.other;
    if (isSame) execute({ requestPolicy: 'network-only' });
    else setSearch(wanted(), { replace: true, scroll: false });
  };
  const outcome = () => (search.base && search.other ? result.data?.compareTraces : undefined);
  const failure = () => {
    const refused = outcome();
    if (result.error) return explainError(result.error);
    return refused && !isGranted(refused) ? explainRefusal(refused) : undefined;
  };
  const comparison = () => {
    const found = outcome();
    return found?.__typename === 'TraceComparison' ? found : undefined;
  };
  return (
    <Panel
      testId="compare:section"
      title="Evaluate Traces"
      lead="Two traces and their baseline scores, side by side."
    >
      <form class={panel['panel-form']} data-testid="compare:input-container" onSubmit={compare}>
        <div class={panel['panel-fields']}>
          <Field label="Base Trace ID" id="base-trace-id">
            {(control) => (
              <input
                {...control}
                data-testid="compare:base-id"
                placeholder="Enter base trace UUID"
                spellcheck={false}
                autocomplete="off"
                value={base()}
                onInput={(event) => setBase(event.currentTarget.value)}
              />
            )}
          </Field>
          <Field label="Other Trace ID" id="other-trace-id">
            {(control) => (
              <input
                {...control}
                data-testid="compare:other-id"
                placeholder="Enter other trace UUID"
                spellcheck={false}
                autocomplete="off"
                value={other()}
                onInput={(event) => setOther(event.currentTarget.value)}
              />
            )}
          </Field>
        </div>
        <div class={panel['panel-actions']}>
          <button
            type="submit"
            data-testid="compare:submit"
            data-look="primary"
            disabled={!isReady()}
          >
            Fetch &amp; Compare
          </button>
          <Show when={comparison()}>
            <A href={`/traces/compare?base=${search.base}&other=${search.other}`}>Word by word</A>
          </Show>
        </div>
      </form>
      <Switch>
        <Match when={failure()}>
          {(failure) => (
            <FailureText testId="compare:error" what="Compare failed" failure={failure()} />
          )}
        </Match>
        <Match when={comparison()}>
          {(comparison) => (
            <div
              class={`${panel['panel-result']} ${panel['comparison-result']}`}
              data-testid="compare:result"
            >
              <div class={css['comparison-columns']} data-testid="compare:columns">
                <ComparedTrace side="base" title="Base Trace" compared={comparison().base} />
                <ComparedTrace side="other" title="Other Trace" compared={comparison().other} />
              </div>
            </div>
          )}
        </Match>
        <Match when={result.fetching && search.base && search.other}>
          <Skeleton width="60%" />
        </Match>
      </Switch>
    </Panel>
  );
}
