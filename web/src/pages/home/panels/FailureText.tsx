import { For, Show } from 'solid-js';
import { type Failure, failureText, placeOf } from '../../../graphql/failure.ts';
import { Prose } from '../../../ui/Prose.tsx';
import css from './Panel.module.css';

/** What did not work, and why, in the server's own words. */
export function FailureText(props: { testId: string; what: string; failure: Failure | undefined }) {
  return (
    <Show when={props.failure}>
      {(failure) => (
        <div class={css['panel-failure']} data-testid={props.testId} role="alert">
          <p>
            <strong>Error:</strong> {props.what}:
          </p>
          <Show
            when={failure().issues.length > 0}
            fallback={<Prose text={failureText(failure())} />}
          >
            <ul>
              <For each={failure().issues}>
                {(issue) => (
                  <li>
                    <Show when={placeOf(issue.path)}>
                      <code>{placeOf(issue.path)}</code>:{' '}
                    </Show>
                    <Prose text={issue.message} isInline />
                  </li>
                )}
              </For>
            </ul>
          </Show>
        </div>
      )}
    </Show>
  );
}
