import { useLocation, useNavigate, useParams } from '@solidjs/router';
import { For, Match, Show, Switch } from 'solid-js';
import { choice } from '../../address/codec.ts';
import { createAddressValue } from '../../address/createAddressValue.ts';
import { LeftOut } from '../../address/LeftOut.tsx';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { createKeys } from '../../shell/keys/keys.ts';
import { Missing } from '../../shell/Missing.tsx';
import { Json } from '../../traces/detail/Json.tsx';
import { Reading } from '../../traces/detail/Reading.tsx';
import { Scores } from '../../traces/detail/Scores.tsx';
import { TraceActions } from '../../traces/detail/TraceActions.tsx';
import { TraceFacts } from '../../traces/detail/TraceFacts.tsx';
import { TrainingText } from '../../traces/detail/TrainingText.tsx';
import { wayBack } from '../../traces/list/place.ts';
import { preview } from '../../traces/preview.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import css from './TracePage.module.css';

const TraceDocument = graphql(`
  query Trace($id: ID!) {
    trace(id: $id) {
      id
      prompt
      finalAnswer
      expectedAnswer
      context {
        role
        content
      }
      steps {
        i
        type
        content
      }
      ...TraceFacts
      ...TraceScores
    }
  }
`);

const VIEWS = { reading: 'Reading', training: 'Training text', json: 'JSON' };
const VIEW = choice(['reading', 'training', 'json'], 'reading');

/** One trace: read, as training sees it, or as JSON. */
export function TracePage() {
  const params = useParams<{ id: string }>();
  const location = useLocation();
  const navigate = useNavigate();
  const trace = createFreshQuery({
    query: TraceDocument,
    variables: () => ({ id: params.id }),
  });
  const [view] = createAddressValue('view', VIEW);
  createKeys({
    Escape: () => navigate(wayBack(), { scroll: false }),
  });
  return (
    <Loaded query={trace} skeleton={<TraceSkeleton />}>
      {(data) => (
        <Show when={data().trace} fallback={<Missing noun="trace" name={params.id} />}>
          {(found) => (
            <article class={css['trace-page']}>
              <PageHeader
                title={preview(found().prompt, 300) || 'Trace'}
                above={[{ href: '/traces', name: 'Traces' }]}
                actions={<TraceActions id={found().id} datasets={found().datasets} />}
              />
              <div class={css['trace-columns']}>
                <div class={css['trace-main']}>
                  <nav class={css['trace-views']} aria-label="Views">
                    <For each={Object.entries(VIEWS)}>
                      {([name, label]) => (
                        <a
                          href={name === 'reading' ? location.pathname : `?view=${name}`}
                          aria-current={view() === name ? 'true' : undefined}
                        >
                          {label}
                        </a>
                      )}
                    </For>
                  </nav>
                  <LeftOut of={{ view: VIEW }} />
                  <Switch>
                    <Match when={view() === 'reading'}>
                      <Reading trace={found()} />
                    </Match>
                    <Match when={view() === 'training'}>
                      <TrainingText id={found().id} />
                    </Match>
                    <Match when={view() === 'json'}>
                      <Json id={found().id} />
                    </Match>
                  </Switch>
                </div>
                <aside class={css['trace-side']} aria-label="About this trace">
                  <TraceFacts trace={found()} />
                  <Scores trace={found()} />
                </aside>
              </div>
            </article>
          )}
        </Show>
      )}
    </Loaded>
  );
}

function TraceSkeleton() {
  return (
    <div class={css['trace-page']} aria-busy="true">
      <h1>
        <Skeleton width="20ch" />
      </h1>
      <For each={[40, 60, 52, 30]}>
        {(width) => (
          <p>
            <Skeleton width={`${width}ch`} />
          </p>
        )}
      </For>
    </div>
  );
}
