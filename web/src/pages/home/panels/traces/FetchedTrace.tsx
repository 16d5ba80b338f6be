import { A } from '@solidjs/router';
import { createQuery } from '@urql/solid';
import { Match, Switch } from 'solid-js';
import { explainError } from '../../../../graphql/failure.ts';
import { graphql } from '../../../../graphql/generated/gql.ts';
import { Code } from '../../../../ui/Code.tsx';
import { Skeleton } from '../../../../ui/Skeleton.tsx';
import { FailureText } from '../FailureText.tsx';
import css from '../Panel.module.css';

const FetchedTraceDocument = graphql(`
  query FetchedTrace($id: ID!) {
    trace(id: $id) {
      id
      createdAt
      traceVersion
      json
    }
  }
`);

/** A stored trace as JSON. */
export function FetchedTrace(props: { id: string }) {
  const [result] = createQuery({
    query: FetchedTraceDocument,
    variables: () => ({ id: props.id }),
  });
  const trace = () => result.data?.trace;
  const missing = { message: `Trace ${props.id} not found. It may have been deleted.`, issues: [] };
  return (
    <Switch fallback={<Skeleton width="60%" />}>
      <Match when={result.error}>
        <FailureText
          testId="trace:error"
          what="Fetch failed"
          failure={explainError(result.error)}
        />
      </Match>
      <Match when={trace()}>
        {(found) => (
          <div class={css['panel-result']} data-testid="trace:result">
            <h3>Fetched Trace</h3>
            <Code
              height="26rem"
              title={<A href={`/traces/${found().id}`}>Open the trace</A>}
              testId="trace:result-content"
              code={JSON.stringify(
                {
                  id: found().id,
                  created_at: found().createdAt,
                  trace_version: found().traceVersion,
                  payload: found().json,
                },
                null,
                2,
              )}
            />
          </div>
        )}
      </Match>
      <Match when={result.data}>
        <FailureText testId="trace:error" what="Fetch failed" failure={missing} />
      </Match>
    </Switch>
  );
}
