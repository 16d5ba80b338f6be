import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { debounced } from '../../ui/debounced.ts';
import { numberText } from '../../ui/format/number.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { MarkedText } from '../MarkedText.tsx';
import css from './RenderedRow.module.css';

const RenderedRowDocument = graphql(`
  query RenderedRow($id: ID!) {
    trace(id: $id) {
      id
      rendered {
        before
        trained
      }
    }
  }
`);

const WAIT = 80;

/** The text that training sees of a trace, with what the loss counts marked. */
export function RenderedRow(props: {
  datasetKey: string;
  traceId: string | undefined;
  position: number;
}) {
  // Who goes through the rows with a key held down wants to read the last of them.
  const id = debounced(() => props.traceId, WAIT);
  const query = createFreshQuery({
    query: RenderedRowDocument,
    variables: () => ({ id: id() ?? '' }),
    pause: () => !id(),
  });
  const isOld = () => query.data()?.trace !== null && query.data()?.trace?.id !== props.traceId;
  return (
    <article
      class={css['dataset-rendered']}
      aria-busy={isOld()}
      aria-label="Training text"
      data-testid="rendered"
    >
      <header>
        <strong>Row {numberText(props.position + 1)}</strong>
        <span>
          in Gemma's turns, what the <mark>loss sees</mark> is marked;{' '}
          <A href={`/manifests/new?dataset=${props.datasetKey}&row=${props.position + 1}`}>
            in those of another model
          </A>
        </span>
        <Show when={props.traceId}>{(id) => <A href={`/traces/${id()}`}>Open the trace</A>}</Show>
      </header>
      <Loaded query={query} skeleton={<Skeleton width="70%" />}>
        {(data) => (
          <Show when={data().trace} fallback={<p>There is no such trace.</p>}>
            {(trace) => <MarkedText text={trace().rendered} />}
          </Show>
        )}
      </Loaded>
    </article>
  );
}
